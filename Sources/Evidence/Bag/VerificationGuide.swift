/// `README-VERIFY.md`: how to check a bag with tools that have nothing to do with this program.
public enum VerificationGuide {
  public static let text = #"""
    # How to verify this bag without the program that made it

    Everything here is checked with `sha256sum`, `openssl` (1.1.1 or later) and a POSIX shell. Open a
    terminal in the folder that holds `bagit.txt` and paste one block after the other. A block that
    does not end with a line beginning with `good` has found something, and says what; the one that
    prints a fingerprint leaves the comparison to you. Any tool for BagIt bags (RFC 8493) does the work
    of the first two blocks as well, for instance `bagit.py --validate --quiet .`.

    What stands for what:

        signature, time-stamp -> tagmanifest-sha256.txt -> manifest-sha256.txt -> every file in data/
        data/plan/analysis-plan.json -> first line of data/log.jsonl -> ... -> last line -> data/log.head
        each line of the log -> the exact bytes sent and received, in data/raw

    ## 1. Every file is as it was sealed

    ```sh
    sha256sum --check --quiet --strict tagmanifest-sha256.txt &&
    sha256sum --check --quiet --strict manifest-sha256.txt &&
    echo "good: every listed file is as it was sealed"
    ```

    ## 2. No file was added

    ```sh
    (
    t=$(mktemp -d) && export LC_ALL=C
    cut -b 67- manifest-sha256.txt > "$t/listed"
    find data ! -type d | sort > "$t/found"
    find . ! -type d ! -type f > "$t/odd"
    find . -path ./data -prune -o -type f -print | grep -vxE \
      '\./((tag)?manifest-sha256|bagit|bag-info)\.txt|\./signatures/(case\.dsse\.json|signer\.pub\.pem|tagmanifest\.ts[qr]|tsa-chain\.pem)' \
      >> "$t/odd"
    cat "$t/odd"
    diff "$t/listed" "$t/found" && [ ! -s "$t/odd" ] && echo "good: no file was added"
    )
    ```

    ## 3. The signature

    An Ed25519 signature in a DSSE envelope around an in-toto statement, whose subject is the tag
    manifest. A bag without `signatures/case.dsse.json` is unsigned: whoever has it could have made
    another like it, and only a time-stamp speaks against that.

    ```sh
    (
    root=tagmanifest-sha256.txt; s=signatures; t=$(mktemp -d)
    field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$s/case.dsse.json"; }
    type=$(field payloadType)
    field sig | base64 -d > "$t/sig"
    field payload | base64 -d > "$t/statement"
    printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(wc -c < "$t/statement")" |
      cat - "$t/statement" > "$t/signed"
    digest=$(sha256sum < "$root")
    openssl pkeyutl -verify -pubin -inkey "$s/signer.pub.pem" -rawin -in "$t/signed" -sigfile "$t/sig" &&
    grep -q "\"sha256\":\"${digest%% *}\"" "$t/statement" &&
    echo "good: $s/signer.pub.pem signed this $root"
    )
    ```

    The signature is worth as much as what is known about the key. Compare its fingerprint with one
    that the signer gave you in another way:

    ```sh
    openssl pkey -pubin -in signatures/signer.pub.pem -outform DER | sha256sum
    ```

    ## 4. The chain of the log

    Each line carries the digest of the line before it, the first that of the plan. Some five
    minutes for 100,000 lines.

    ```sh
    (
    export LC_ALL=C; log=data/log.jsonl
    [ "$(tr -d '\000' < $log | wc -c)" -eq "$(wc -c < $log)" ] || { echo "broken: NUL bytes"; exit 1; }
    [ -z "$(tail -c 1 $log)" ] || { echo "broken: the last line is incomplete"; exit 1; }
    digest=$(sha256sum < data/plan/analysis-plan.json); prev=${digest%% *}; n=0
    while IFS= read -r line; do n=$((n+1))
      case $line in *"\"prev\":\"$prev\""*) ;; *) echo "broken: line $n does not follow"; exit 1 ;; esac
      digest=$(printf '%s\n' "$line" | sha256sum); prev=${digest%% *}
    done < $log
    [ "$(cat data/log.head)" = "$n $prev" ] || { echo "broken: log.head records another end"; exit 1; }
    echo "good: $n lines, each following from the one before"
    )
    ```

    ## 5. The exact bytes

    Every file has the digest in its name, and every digest in the log has its file.

    ```sh
    (
    [ -d data/raw ] || { echo "good: no exact bytes are in this bag"; exit; }
    find data/raw -type f | while IFS= read -r file; do
      name=${file##*/}; printf '%s  %s\n' "${name%.*}" "$file"
    done | sha256sum --check --quiet --strict && echo "good: every file has the digest in its name"
    )
    ```

    ```sh
    (
    grep -oE '"(request_digest|response_digest|text|logprobs)":"[0-9a-f]{64}"' data/log.jsonl | sort -u |
    while IFS='"' read -r _ key _ digest _; do
      case $key in request_digest) end=req ;; *) end=res ;; esac
      file=data/raw/${digest%"${digest#??}"}/$digest.$end
      [ -f "$file" ] || grep -qF "  $file" data/redaction/withheld-sha256.txt 2> /dev/null ||
        { echo "missing: $file"; exit 1; }
    done && echo "good: all bytes that the log names are here, or listed as withheld"
    )
    ```

    ## 6. The time-stamp

    The request is a function of the root alone:

    ```sh
    (
    digest=$(sha256sum < tagmanifest-sha256.txt)
    openssl ts -query -digest "${digest%% *}" -sha256 -no_nonce -cert 2> /dev/null |
      cmp - signatures/tagmanifest.tsq && echo "good: the request is about this root"
    )
    ```

    Where an authority has answered, its signature is checked with its own certificates. Those in the
    bag were put there by whoever attached the answer: compare them with what the authority publishes.

    ```sh
    (
    [ -f signatures/tagmanifest.tsr ] || { echo "good: no time-stamp is attached"; exit; }
    openssl ts -reply -in signatures/tagmanifest.tsr -text 2> /dev/null | grep 'Time stamp'
    openssl ts -verify -data tagmanifest-sha256.txt -in signatures/tagmanifest.tsr \
      -CAfile signatures/tsa-chain.pem && echo "good: the authority saw this root at that time"
    )
    ```

    The same for the plan, if it was stamped before the first question was asked:

    ```sh
    (
    cd data/plan && [ -f analysis-plan.tsr ] || { echo "good: the plan has no time-stamp"; exit; }
    openssl ts -reply -in analysis-plan.tsr -text 2> /dev/null | grep 'Time stamp'
    openssl ts -verify -data analysis-plan.json -in analysis-plan.tsr -CAfile tsa-chain.pem &&
    echo "good: the authority saw this plan at that time"
    )
    ```

    ## 7. If this is the disclosed part of another bag

    Then `data/redaction` holds the lists and signatures of the first bag. What is here and what
    `withheld-sha256.txt` lists are together all that the first bag held.

    ```sh
    (
    cd data/redaction 2> /dev/null || { echo "good: this bag is not redacted"; exit; }
    grep -qxF "$(sha256sum manifest-sha256.txt)" tagmanifest-sha256.txt && cd ../.. &&
    grep -vxFf data/redaction/withheld-sha256.txt data/redaction/manifest-sha256.txt |
      sha256sum --check --quiet --strict && echo "good: what is disclosed is as the first bag had it"
    )
    ```

    The signature of the first bag is checked with block 3, its first line changed to
    `root=data/redaction/tagmanifest-sha256.txt; s=data/redaction; t=$(mktemp -d)`.

    ## What this shows, and what it does not

    It shows that the plan, the questions, the answers, the analysis and the report are those that were
    sealed together, in the order recorded, and which key signed them. With an authority's answer it
    shows that they existed at that time.

    It does not show that the answers came from the models named: that rests on the endpoints, on the
    requests and response identifiers that the log records, and on the person who ran the program. The
    times in the log are those of the machine that recorded. Whoever holds the signing key can make and
    sign another bag; only a time-stamp, or a copy given to somebody else in time, speaks against that.
    """# + "\n"
}
