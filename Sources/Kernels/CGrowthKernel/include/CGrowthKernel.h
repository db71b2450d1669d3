#pragma once
#include "growth_memory.h"
#include "growth_names.h"
#include "growth_program.h"
#include "lane_vector.h"
