"""Settings: `base` is common; `development` is `make run`; `production` and `test` say their own."""
