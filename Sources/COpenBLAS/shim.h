// CBLAS and the OpenBLAS extensions (thread count, core name).
#include <cblas.h>
