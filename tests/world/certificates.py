"""Certificates, self-signed or of an authority, as operators have them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.world.clocks import moment

_MADE = moment("2026-01-01 00:00")
_PEM = serialization.Encoding.PEM


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and the last instant at which a certificate is valid."""

    begin: datetime = _MADE
    end: datetime = _MADE + timedelta(days=36_500)


def make_certificate(
    folder: Path, host: str = "127.0.0.1", validity: Validity | None = None, *, has_authority: bool = False
) -> tuple[Path, Path]:
    """Write a certificate for an address or a name, and its key. Return both paths.

    It is self-signed or, if has_authority is set, signed by an authority. The file then has the authority's
    certificate as well, whose own issuer is missing.
    """
    key, signer = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name, above = _named(host), _named("An Authority")
    ours = _begun(name, above if has_authority else name, validity or Validity(), key)
    ours = ours.add_extension(x509.SubjectAlternativeName([_general(host)]), critical=False)
    chain = [ours.sign(signer if has_authority else key, hashes.SHA256())]
    if has_authority:
        root = ec.generate_private_key(ec.SECP256R1())
        authority = _begun(above, _named("A Root"), Validity(), signer)
        authority = authority.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        chain.append(authority.sign(root, hashes.SHA256()))
    folder.mkdir(exist_ok=True)
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(b"".join(one.public_bytes(_PEM) for one in chain))
    private = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(_PEM, private, serialization.NoEncryption()))
    return paths


def _begun(
    name: x509.Name, issuer: x509.Name, valid: Validity, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(valid.begin)
        .not_valid_after(valid.end)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
