"""What all messaging services share: what they bring and what they take goes through the store.

A service acknowledges quickly and knows no session, so nothing may live in memory only. What
arrives is stored, then acknowledged, then handled (`reception`); the reply is stored with it and
then sent (`delivery`). `service` says what a connector provides; `office` runs it all.
"""
