"""One door before everything that is served: who comes in, as what, and with which headers it is answered."""
