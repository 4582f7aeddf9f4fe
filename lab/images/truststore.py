"""The files that ca-certificates' and ca-certificates-java's installation scripts would have made: the bundle for
OpenSSL, and the key store for Java. Without the second, every TLS connection from Java fails."""
import base64
import hashlib
import re
import struct

PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.S)
CERTIFICATES = "usr/share/ca-certificates/mozilla/"


def text(value):
    data = value.encode()
    return struct.pack(">H", len(data)) + data


def java_key_store(certificates, password="changeit"):
    """Java's own JKS format: trusted certificates, then a digest keyed with the customary password."""
    body = struct.pack(">III", 0xFEEDFEED, 2, len(certificates))
    for alias, der in certificates:
        body += struct.pack(">I", 2) + text(alias.lower()) + struct.pack(">Q", 0)
        body += text("X.509") + struct.pack(">I", len(der)) + der
    return body + hashlib.sha1(password.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


def install(root):
    bundle, certificates = b"", []
    for path in root.under(CERTIFICATES):
        pem = root.read(path)
        if match := PEM.search(pem):
            bundle += pem
            alias = path[len(CERTIFICATES):].removesuffix(".crt")
            certificates.append((alias, base64.b64decode(match[1])))
    root.file("etc/ssl/certs/ca-certificates.crt", bundle)
    root.file("etc/ssl/certs/java/cacerts", java_key_store(certificates))
