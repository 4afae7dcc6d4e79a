/// The version printed by `--version` and recorded in plans, logs and findings.
let toolVersion = "0.1.0"
