#include "CGrowthKernel.h"
