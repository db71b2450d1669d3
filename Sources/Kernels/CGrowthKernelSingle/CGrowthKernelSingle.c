#include "CGrowthKernelSingle.h"
