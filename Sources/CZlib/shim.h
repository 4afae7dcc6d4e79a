// Reading and writing gzip files.
#include <zlib.h>
