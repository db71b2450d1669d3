#include "CLaneVector.h"
