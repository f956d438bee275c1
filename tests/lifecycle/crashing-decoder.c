/* libjpeg-turbo with a hole in it: pictures of two widths crash whoever decodes them. All else it hands on to the real library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>

enum { SEGMENTATION_FAULT = 641, ABORT = 642 };

int tjDecompressHeader3(void *handle, const unsigned char *jpeg, unsigned long bytes, int *width, int *height, int *subsampling, int *colours) {
    int (*real)(void *, const unsigned char *, unsigned long, int *, int *, int *, int *) = dlsym(RTLD_NEXT, "tjDecompressHeader3");
    int result = real(handle, jpeg, bytes, width, height, subsampling, colours);
    if (*width == SEGMENTATION_FAULT) *(volatile int *)0 = 0;
    if (*width == ABORT) abort();
    return result;
}
