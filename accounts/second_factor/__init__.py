"""A second thing to show besides password or code to the phone: digits of an app, or a recovery code.

allauth.mfa keeps the factors and walks through the pages; here is what is ours: who must have one
(`needed`), the door that holds them to it (`door`), counting in the database (`forms`), secrets
unreadable in a dump (`adapter`).
"""
