#pragma once
#include "growth_program.h"
#include "lane_vector.h"
