"""Give a PDF the dates of its document and an identity taken from its bytes: settle.py PDF YYYY-MM-DD.

Chromium and LibreOffice write the moment of printing; every replacement is as long
as what it replaces, so no offset in the file moves."""
import hashlib
import re
import sys

path, day = sys.argv[1:]
with open(path, "rb") as f:
    pdf = f.read()
stamp = (day.replace("-", "") + "090000").encode()
pdf = re.sub(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}", lambda m: m[1] + stamp, pdf)
pdf = re.sub(rb"(/DocChecksum /)[0-9A-F]{32}", lambda m: m[1] + b"0" * 32, pdf)
pdf = re.sub(rb"(/ID \[ <)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(> ?\])", lambda m: m[1] + b"0" * 32 + m[2] + b"0" * 32 + m[3], pdf)
digest = hashlib.sha256(pdf).hexdigest()[:32].upper().encode()
pdf = re.sub(rb"(/DocChecksum /)0{32}", lambda m: m[1] + digest, pdf)
pdf = re.sub(rb"(/ID \[ <)0{32}(>\s*<)0{32}(> ?\])", lambda m: m[1] + digest + m[2] + digest + m[3], pdf)
with open(path, "wb") as f:
    f.write(pdf)
