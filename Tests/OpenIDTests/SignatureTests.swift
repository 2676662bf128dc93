import Kernel
import Testing

@testable import OpenID

/// Signatures that others made: the examples of the RFCs, and some of Python's `cryptography`.
@Suite("Signatures of others")
struct SignatureTests {
    @Test(
        "the examples of the standards verify",
        arguments: [
            // RFC 7515 appendix A.3.
            (
                [
                    "kty": "EC", "crv": "P-256",
                    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                ],
                SigningAlgorithm.es256,
                """
                eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leG\
                FtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjD\
                xw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q
                """
            ),
            // RFC 8037 appendix A.4.
            (
                [
                    "kty": "OKP", "crv": "Ed25519",
                    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                ],
                .edDSA,
                """
                eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPO\
                t7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg
                """
            ),
        ] as [(JSONValue, SigningAlgorithm, String)])
    func standards(jwk: JSONValue, algorithm: SigningAlgorithm, token: String) throws {
        let key = try #require(VerifyingKey(jwk))
        let parts = Compact.parts(token)
        let signature = try #require(Base64URL.decode(parts[2], limit: 1 << 16))
        let input = Array((parts[0] + "." + parts[1]).utf8)
        #expect(key.verifies(signature, of: input, with: algorithm))
        #expect(!key.verifies(signature, of: input + [0], with: algorithm))
        #expect(!key.verifies(Array(signature.dropLast()), of: input, with: algorithm))
        #expect(!key.verifies([], of: input, with: algorithm))
        #expect(!key.verifies(signature, of: input, with: .rs256))
    }

    @Test("RSA signatures of another library verify, with the algorithm they were made with")
    func foreign() throws {
        let key = try #require(
            VerifyingKey(["kty": "RSA", "n": .string(Self.modulus), "e": "AQAB"]))
        let input = Array("kota".utf8)
        let rs384 = try #require(Base64URL.decode(Self.rs384, limit: 1 << 16))
        let ps256 = try #require(Base64URL.decode(Self.ps256, limit: 1 << 16))
        for algorithm in SigningAlgorithm.allCases {
            #expect(key.verifies(rs384, of: input, with: algorithm) == (algorithm == .rs384))
            #expect(key.verifies(ps256, of: input, with: algorithm) == (algorithm == .ps256))
        }
        // RFC 7518 §3.5: the salt is as long as the hash.
        let short = try #require(Base64URL.decode(Self.ps256ShortSalt, limit: 1 << 16))
        #expect(!key.verifies(short, of: input, with: .ps256))
    }

    @Test("the access token's hash of OpenID Connect Core appendix A.3")
    func accessTokenHash() throws {
        let token = try SignedToken(
            Compact.input(["alg": "RS256"], [:]) + ".AA", allowed: [.rs256])
        #expect(
            token.half(of: "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
                == "77QmUPtjPfzWtF2AnpK9RQ")
    }

    @Test(
        "a curve's point must be on it",
        arguments: ["P-256", "P-384"])
    func offCurve(name: String) {
        let half = JSONValue.string(
            Base64URL.encode([UInt8](repeating: 1, count: name == "P-256" ? 32 : 48)))
        #expect(VerifyingKey(["kty": "EC", "crv": .string(name), "x": half, "y": half]) == nil)
    }

    private static let modulus = """
        v-3XhvfZKHP5YssyI9UQHvH5ctx4nsN3IOqARQn-an157E_B_6QwTwzMz5rLwqVnrxDL14gozl7J0Gx2SWE_8wOcA\
        JobmIRW-Cbz3LFCA9Mqeph9U07NGRBLs1Smhfs_6hXKk7UutXgGN7udJdg63uCo5uFg0rFfE8h0D8a9J2HHkLZ87i\
        nHNJeon-jF2u4xS6gJPunFtzSfUwhGcbmuo247-Q-4uv6JQLxIpnhxX15ZJWXV4jv4tTOlHySz_bZv718dDbI_qyp\
        K0UbOsNAxYnPlm7J6GWaJoMqTXmw7H_JJhWtdZMlbMkXDk4vZDFGZHje4m9X-XZVHomfbB1lTpw
        """
    private static let rs384 = """
        Egp__W2oKuBcgS4R6zncR2UxQLPLK6l_lTPgFVRzaV2tYb3pBpNOUJRFOAa3b_DMzITuAR9Wcpv2ec2fZLFYZV0Jk\
        oZr5g4FXDIcDVJVZzaGI3qJVRbB3GbVrrfUesCVnpBfmgjNK8q17sLhR541dIFv_cmq9F2DKqAx6bI_1M6RAs4k-E\
        sq32-tg9zhQu1BXOAQcmvGVSTC8PtiV_MDkFfDqGn9xwc2TZaj3YQQOcELYtcek3F1okDp8EpP5Xz5musSvXFo10L\
        sM24scy-cgwWv1u9L-hHbqs7wH0Vj4B5dsfpvonrxZ4VUfyhQ5n8Bu_40nImA4uf_osBvSY9fvg
        """
    private static let ps256 = """
        CW_iDpONCjGnzf3mH6gH81YSkstIiblTC2mrJ1lOP7O37hXCgRfFbX1sxqCSkIhV7ekZ9930IMov4g_VADXXOI0O5\
        lqkbureUfKwD2pv0-DEUAzXLNaNRWqRycK-PAQu5r8n1BgsAdzpnsfijhXb2ADuMyQ0nj0fY-mUbqf2b7FFvjwZAP\
        qjTCgrMS7H-JFbR81lNeU6ikLrRIl4OrrHQEx-Qck2nyfYaQiBUFnsjBwYSv0r3IAkTdrna1IuYcWqYEW8dzAW_ws\
        79Kh4kbFt1JIUjrW3Z4xoInXIEGcgcuLwryQdaXE9f5wJGgTyhyHC7y9XubjVvrco83U6VcA4YA
        """
    private static let ps256ShortSalt = """
        OEjU-KGAM7CAk6_0kJJQmeUEp2cYRf1dkMNAAcpWxUCGzaU-hrs51VSY14w40XSdkrj0tNKIWyfH7vDhxdb0KcT6N\
        hRsQ8qU6rIDvcdTiUfE5dN9J7BeVQXfUu20kICNIaYuxBC_RqVgHnXUSKfh3X575R0wM7wpWMc69j9AYyC2AbrWWF\
        4RN5DEtBjy_nMwg8dz7DHUa2aFbx9iEjA4wco1MWdju-dOHV-bUd-HKx2Lcm2ahfdbm1XbXYgU7OMdith2A7zsL-T\
        II6iLmXSUtAShwCm33G7crHjKxAtTyNuvWO5EbO7-j0ndPM1Gd6xjvIpLOA4v2L-P6pbfV7VJFw
        """
}
