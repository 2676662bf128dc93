/// Made by Yubico's python-fido2 1.2.0 and cryptography 44.0.3, and accepted by py_webauthn 2.7.1.
extension RecordedPasskey {
    /// No statement; a passkey that is copied.
    static let pythonES256 = RecordedPasskey(
        address: "https://layanan.example.go.id",
        challenge: "fJ2PxO5pd6k_eNQKea43AMXMZZZP3oOGE7yvOe1PzOw",
        made: [
            "id": "nwTgLhAriSd7Kom3ligohsOi2_o",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNB\
            TVhNWlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28u\
            aWQiLCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "attestation": """
            o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YViYnJTuBVS2wJs0GT7FQJcxPKSW3NWm0cY9Qnzb99p5tHld\
            AAAABwAAAAAAAAAAAAAAAAAAAAAAFJ8E4C4QK4kneyqJt5YoKIbDotv6pQECAyYgASFYIDvWiiP7_P6kR5EK\
            NVDoNrsrFCbbiOEIN0saUuS7Nac-Ilgga1rAsYtXCYWH8SBuh0wNRurTmJyjRr2heehA5l-cpEc
            """,
            "transports": "usb,nfc",
        ],
        used: [
            "id": "nwTgLhAriSd7Kom3ligohsOi2_o",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmdldCIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNBTVhN\
            WlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28uaWQi\
            LCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "auth": "nJTuBVS2wJs0GT7FQJcxPKSW3NWm0cY9Qnzb99p5tHkdAAAACA",
            "signature": """
            MEYCIQCEjclfRJdqSEQz3JsBorxu0aerJWBi53myiZbAHAX7FAIhAJm9nwJT93LrH85W73ovm4BZNoxzm0l0\
            WKTz13FZp03C
            """,
            "user": "ZGVmZ2hpamtsbW5vcHFycw",
        ])

    /// A statement by the key itself.
    static let pythonEdDSA = RecordedPasskey(
        address: "https://layanan.example.go.id",
        challenge: "fJ2PxO5pd6k_eNQKea43AMXMZZZP3oOGE7yvOe1PzOw",
        made: [
            "id": "lVj8UOpcNZjw3hvph0aYPwsFwVc",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNB\
            TVhNWlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28u\
            aWQiLCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "attestation": """
            o2NmbXRmcGFja2VkZ2F0dFN0bXSiY2FsZydjc2lnWEA9QtoTFOQczMJ1aIEE3Ic_A9-sHMe-bI-NfKRHZCj9\
            lbUhyFzF6pgrs57cDjQynG9tJfSupXY3n9aQ6o9avNANaGF1dGhEYXRhWHWclO4FVLbAmzQZPsVAlzE8pJbc\
            1abRxj1CfNv32nm0eUUAAAAHAAAAAAAAAAAAAAAAAAAAAAAUlVj8UOpcNZjw3hvph0aYPwsFwVekAQEDJyAG\
            IVgg2_klCMGF4Lhv9it_nz58LXjB--MMCgnwSCcRLDNkVE0
            """,
            "transports": "usb,nfc",
        ],
        used: [
            "id": "lVj8UOpcNZjw3hvph0aYPwsFwVc",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmdldCIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNBTVhN\
            WlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28uaWQi\
            LCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "auth": "nJTuBVS2wJs0GT7FQJcxPKSW3NWm0cY9Qnzb99p5tHkFAAAACA",
            "signature": """
            CnN74pS_Ed7RNd0wjZy5J_wcpZBdU6ejEHh_Krdn5_C0WHiohDChpNvBJdHvBTu3x7SUYTkaxRnq6UDeLkcu\
            Cw
            """,
            "user": "ZGVmZ2hpamtsbW5vcHFycw",
        ])

    /// No statement.
    static let pythonRS256 = RecordedPasskey(
        address: "https://layanan.example.go.id",
        challenge: "fJ2PxO5pd6k_eNQKea43AMXMZZZP3oOGE7yvOe1PzOw",
        made: [
            "id": "50LY3hz9U_IUpxpCqC3dwxhBlh0",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNB\
            TVhNWlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28u\
            aWQiLCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "attestation": """
            o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVkBW5yU7gVUtsCbNBk-xUCXMTykltzVptHGPUJ82_faebR5\
            RQAAAAcAAAAAAAAAAAAAAAAAAAAAABTnQtjeHP1T8hSnGkKoLd3DGEGWHaQBAwM5AQAgWQEAu82OUZHUZDR4\
            rYMrA3GpB3OtpUeGZZnZZmwZtxm-Tzw_3GIcSqma4zuVT80j3GQNoQbzV_w0hBUFtcsZ2Y5PPGd7k2ns4FvC\
            RdDvh9MFkV71lh2YuUX-eGtATKZ0R8FB7j8Y45oQO1T5-OCcdK0ZLfGvG8Vqp7VGzBBdfc7E1SzkHjMt-cxH\
            TgtLe6PXJiBqfJzcmMz35Exgdm-ZeAJ2198O8bzs3prAkIsOK_a8azU2AAwIoZ1B2_lfUTxyLwbUjQqH0kEP\
            Fy5ooAQ6Odh90aX0Y3U1npl0mNXQ1-52VkfiS4cp-Z4_re77jisNpw-A-UWXC6RdREXrL2NsuOLR1yFDAQAB
            """,
            "transports": "usb,nfc",
        ],
        used: [
            "id": "50LY3hz9U_IUpxpCqC3dwxhBlh0",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmdldCIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNBTVhN\
            WlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28uaWQi\
            LCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "auth": "nJTuBVS2wJs0GT7FQJcxPKSW3NWm0cY9Qnzb99p5tHkFAAAACA",
            "signature": """
            Ey7pcFsHZL2l-0m4NuZZVskprDpSmiOgl3m-zBpcPiYf2GFISemun877qU4-iqCTvWBhfM1qVlhw0NXkGmfz\
            k7m1efzxfv48rhogxYRwRavYin88oMvk9mRRqiYedtLMHs3ez47uLIqjAlVNHTluz452EZN9205nHQ3qBUDa\
            xRjtbaBi-7ZaGo8pxaDpAq3uPr6D2Ykwx_LWRLzkBEygMn3AtCZ5GufYgg_uF9rz2o2t-2orZyyTeVFJB0Bx\
            VQHing1L0tZg04MzxwT3Av96s2i23a237iR_c9CD12SgEYhxVElup9yC9C4ClLLaydP3e4_6YAiGBhh_Eo6A\
            Dcph1w
            """,
            "user": "ZGVmZ2hpamtsbW5vcHFycw",
        ])

    /// A statement with a certificate, and the extensions credProtect and hmac-secret.
    static let pythonCertified = RecordedPasskey(
        address: "https://layanan.example.go.id",
        challenge: "fJ2PxO5pd6k_eNQKea43AMXMZZZP3oOGE7yvOe1PzOw",
        made: [
            "id": "jXyjBauaCrTdTnXkkacT8PCBg8M",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNB\
            TVhNWlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28u\
            aWQiLCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "attestation": """
            o2NmbXRmcGFja2VkZ2F0dFN0bXSjY2FsZyZjc2lnWEYwRAIgZE0aMJi7PHnc5fAbIN_qaZDL351AwDCwxM_t\
            IeHbVbQCIBsNSFnlZ1MeleVMTY-E2z-gp3PP2OC7wn6UKKCgox1bY3g1Y4FZAZ8wggGbMIIBQaADAgECAgEB\
            MAoGCCqGSM49BAMCME0xCzAJBgNVBAYTAklEMQwwCgYDVQQKDANVamkxIjAgBgNVBAsMGUF1dGhlbnRpY2F0\
            b3IgQXR0ZXN0YXRpb24xDDAKBgNVBAMMA1VqaTAgFw0yNjAxMDEwMDAwMDBaGA8yMDU2MDEwMTAwMDAwMFow\
            TTELMAkGA1UEBhMCSUQxDDAKBgNVBAoMA1VqaTEiMCAGA1UECwwZQXV0aGVudGljYXRvciBBdHRlc3RhdGlv\
            bjEMMAoGA1UEAwwDVWppMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOskT-8vFA4FO6Nvab2zAbrMBpPil\
            1I1ks8OjenMDOfKtCkwfq8fYv9kREMR9-pEKwDYadeSC55bqNK6jqgknQKMQMA4wDAYDVR0TAQH_BAIwADAK\
            BggqhkjOPQQDAgNIADBFAiEA_zWCV_7axcWC7GyRPLByxrl9-CIM7WhQow3xfqS0UyYCIAz-WglLVLLBNpHC\
            Z2d1VOg6GXL-ec3P1PewX8tXzHaXaGF1dGhEYXRhWLOclO4FVLbAmzQZPsVAlzE8pJbc1abRxj1CfNv32nm0\
            ecUAAAAHAAAAAAAAAAAAAAAAAAAAAAAUjXyjBauaCrTdTnXkkacT8PCBg8OlAQIDJiABIVggRr04yDtlGWUt\
            XhBe1nng5emkUW_a1nlFs0VK5GUdmDwiWCDEizSbwiEhzz_vUCbEFY90KJN2-GObXmZVYL9yu0ReU6JrY3Jl\
            ZFByb3RlY3QCa2htYWMtc2VjcmV09Q
            """,
            "transports": "usb,nfc",
        ],
        used: [
            "id": "jXyjBauaCrTdTnXkkacT8PCBg8M",
            "client": """
            eyJ0eXBlIjogIndlYmF1dGhuLmdldCIsICJjaGFsbGVuZ2UiOiAiZkoyUHhPNXBkNmtfZU5RS2VhNDNBTVhN\
            WlpaUDNvT0dFN3l2T2UxUHpPdyIsICJvcmlnaW4iOiAiaHR0cHM6Ly9sYXlhbmFuLmV4YW1wbGUuZ28uaWQi\
            LCAiY3Jvc3NPcmlnaW4iOiBmYWxzZX0
            """,
            "auth": "nJTuBVS2wJs0GT7FQJcxPKSW3NWm0cY9Qnzb99p5tHkFAAAACA",
            "signature": """
            MEYCIQD71yAKmNwDEFAG-8MPWufgaxSPJzJfNfS36JA_cu1YVgIhAPr33XRNAaQcSVaK0t79AnU5P4gpkbUO\
            ZnsDVlDh0hbl
            """,
            "user": "ZGVmZ2hpamtsbW5vcHFycw",
        ])
}
