#!/bin/sh
# A time-stamping authority that lasts for one test.
#   authority.sh new FOLDER                   makes its keys and certificates
#   authority.sh reply FOLDER REQUEST ANSWER  answers a request (RFC 3161)
set -eu
cd "$2"
case $1 in
new)
  cat > openssl.cnf <<'END'
[req]
distinguished_name = name
[name]
[authority]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = stamps
[stamps]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256
accuracy = secs:1
END
  echo 01 > serial
  key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config openssl.cnf"
  # shellcheck disable=SC2086
  openssl req -x509 $key -keyout root.key -out root.pem -subj /CN=Root -days 2 2> log
  # shellcheck disable=SC2086
  openssl req $key -keyout signer.key -out signer.csr -subj /CN=Signer 2>> log
  openssl x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 \
    -extfile openssl.cnf -extensions authority -out signer.pem 2>> log
  ;;
reply) openssl ts -reply -config openssl.cnf -section stamps -queryfile "$3" -out "$4" 2>> log ;;
esac
