// The growth kernel's C side with thirty-two futures in single precision instead of sixteen in double.
#pragma once
#define LANE_SINGLE_PRECISION
#include "growth_memory.h"
#include "growth_names.h"
#include "growth_program.h"
#include "lane_vector.h"
