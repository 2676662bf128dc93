extension RecordedPasskey {
    /// Chromium 156 with its virtual authenticator, through `passkey.js` on a page at localhost
    /// (`PASSKEY_DUMP` of Tests/Browser/test_passkey_script.py). py_webauthn 2.7.1 accepts it too.
    static let chromium = RecordedPasskey(
        address: "http://localhost:38011",
        challenge: "QHffh5LGctrP7kcumIUCvwwF7a87T9mG-LkJfvNc_tM",
        made: [
            "id": "2ryeqlCp_uAOB2CDP0ZMt8jPnvhquApBL3h1kM1dRTM",
            "client": """
            eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiUUhmZmg1TEdjdHJQN2tjdW1JVUN2d3dG\
            N2E4N1Q5bUctTGtKZnZOY190TSIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzgwMTEiLCJjcm9zc09y\
            aWdpbiI6ZmFsc2V9
            """,
            "attestation": """
            o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NF\
            AAAAAQECAwQFBgcIAQIDBAUGBwgAINq8nqpQqf7gDgdggz9GTLfIz574argKQS94dZDNXUUzpQECAyYgASFY\
            IMPndcCdJRDX1xfMYw-5n9XgTrR-NvWWyyC8gs6RW9O7IlggnoZuq3i7KkGPLLc-zzvNrMY5GKj6iTj87fLu\
            Xkr-ex8
            """,
            "transports": "internal",
        ],
        used: [
            "id": "2ryeqlCp_uAOB2CDP0ZMt8jPnvhquApBL3h1kM1dRTM",
            "client": """
            eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiUUhmZmg1TEdjdHJQN2tjdW1JVUN2d3dGN2E4\
            N1Q5bUctTGtKZnZOY190TSIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzgwMTEiLCJjcm9zc09yaWdp\
            biI6ZmFsc2V9
            """,
            "auth": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg",
            "signature": """
            MEUCIQDf1RBqG4UvNAu3-W59Cj2JsW4QAd-oaQg4EOwfgZvU-QIgXvlRWev0x1mkF8Me8-6QEiJYPvl_apgB\
            mJRKiBkTdqM
            """,
            "user": "AAECAwQFBgcICQoLDA0ODw",
        ])
}
