"""Every row of the table, in its order. A new one is a file here, a line below and a line in
PeerRow.swift."""
from .agreement import Capa, Consistency, RareAgreement
from .grams import Characters, Words
from .matrices import Cosines, Product, TruncatedSVD
from .ratios import Ratios
from .reading import Reading
from .two_samples import Discrepancy, Strings

ALL = [
    Characters(), Words(), Discrepancy(), Strings(), Ratios(), Capa(), Consistency(),
    RareAgreement(), TruncatedSVD(), Product(), Cosines(), Reading(),
]
