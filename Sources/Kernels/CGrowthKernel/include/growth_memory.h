// Where the batch kernel keeps what it knows of one lane group, in positions counted in lanes. A slot is as wide as
// the list says and follows the one before it, so that none is numbered.
#pragma once
#include "growth_names.h"

// Per-lane constants that no step changes, computed once a lane group. A speed or a rate per step is the factor
// times the length of a step.
#define GROWTH_CONSTANTS(ONE)                                                                       \
  /* Absorptive capacity: weights that add to 1, as in the harmonic mean and, times the share of the\
     arithmetic mean, there. The shift is what densityShift adds to the mean, to be taken off. */   \
  ONE(humanCapitalWeight) ONE(researchWeight) ONE(routinesWeight) ONE(institutionsWeight)           \
  ONE(densityWeight) ONE(arithmeticHumanCapital) ONE(arithmeticResearch) ONE(arithmeticRoutines)    \
  ONE(arithmeticInstitutions) ONE(arithmeticDensity) ONE(arithmeticShift)                           \
  ONE(researchScale) /* 1 + research scale effect times home market */                              \
  ONE(skillScale) /* cognitive skill times its scale effect */                                      \
  ONE(hillThreshold) /* square of the proximity at which invention is half effective */             \
  ONE(hillScale) /* 4 (1 + hillThreshold) */                                                        \
  ONE(homeLearning) /* half of home-market learning times home market */                            \
  ONE(seedingBase)                                                                                  \
  ONE(qualityBase) /* 1 - learning that depends on quality, per step, and that share itself */      \
  ONE(qualitySlope)                                                                                 \
  ONE(obsolescence) /* speed of the frontier's flight per step and frontier growth */               \
  ONE(invention) /* twice the invention per step and frontier growth, at the frontier */            \
  ONE(leadership) ONE(misallocation) ONE(linkageSpeed) ONE(clusterEntry) ONE(clusterExit)           \
  ONE(qualityImprovement) ONE(clusterTraining) ONE(qualityLoss) ONE(demandReversion)                \
  ONE(reallocation) ONE(stepOverSchooling) ONE(stepOverTurnover) ONE(stepOverResearch)              \
  ONE(stepOverMissions) ONE(routineDiffusion) ONE(routineErosion) ONE(alignmentBuilding)            \
  ONE(alignmentFragmentation) ONE(alignmentChurn) ONE(learningSpeed) ONE(dependenceBuildup)         \
  ONE(dependenceErosion) ONE(diffusionSpeed) ONE(fading)                                            \
  ONE(valueOfUpgrading) /* (1 - value captured by assemblers) / 2 */                                \
  ONE(breadth) /* diffusion breadth without dualism */                                              \
  ONE(businessResearchAtFrontier)                                                                   \
  ONE(spilloverClosure) /* closure of spillovers times closure by incumbents */                     \
  ONE(contractLearning) /* 4 times it */                                                            \
  ONE(specialisedBase) /* 1 - learning that goes with the share of a sector */                      \
  ONE(licenceDependence)

// Slots. The state and the totals are padded to multiples of four.
#define GROWTH_SLOTS(ONE, MANY)                                                                     \
  /* The state of sectors, then of the economy: comes first, so that one copy saves it. */          \
  MANY(capability, growth_sectors) MANY(linkage, growth_sectors) MANY(clusterSize, growth_sectors)  \
  MANY(quality, growth_sectors) MANY(share, growth_sectors) MANY(seededMissions, growth_sectors)    \
  MANY(propagatedMissions, growth_sectors)                                                          \
  MANY(value, growth_sectors) /* value a worker without the factor 1 + concavity */                 \
  ONE(schooling) ONE(humanCapital) ONE(research) ONE(routines) ONE(alignment) ONE(economicLearning) \
  ONE(dependence) ONE(infrastructure) ONE(sheltered) ONE(capital) ONE(shock) ONE(residual)          \
  ONE(fade) ONE(initialDependence)                                                                  \
  ONE(shareScale) /* 1 / sum of shares, which are stored before normalisation */                    \
  ONE(inverseValue) /* 1 / mean value */                                                            \
  ONE(meanCapability) ONE(meanLinkage) ONE(missionStock) ONE(meanPotential)                         \
  ONE(capitalProduct) /* capital to the power of the capital share */                               \
  ONE(tradableProductivity)                                                                         \
  MANY(stateCount, 3) /* not a slot: the number of slots that a change of policy resets */          \
  /* What a step derives from the state, and what luck adds. */                                     \
  MANY(density, growth_sectors) /* density of related capabilities + densityShift */                \
  MANY(suppliers, growth_sectors) MANY(luck, growth_sectors) MANY(efficiency, growth_sectors)       \
  /* Running totals. */                                                                             \
  ONE(consumption) ONE(consumptionFirst) ONE(fiscalCost) ONE(catchUpYear) ONE(startIncome)          \
  ONE(yearIncome) ONE(changeMean) ONE(changeSquares) ONE(inventionGain) MANY(absorptionGain, 3)     \
  /* Levers as they are carried out, and the cost of the plan before misallocation. */              \
  MANY(levers, growth_levers) ONE(plannedCost)                                                      \
  MANY(quotients, 8) /* two sectors' quotients, see SectorQuotients */                              \
  MANY(constants, growth_constants)                                                                 \
  /* The factors, in the order of Column: side by side here, a power of two apart in the block's    \
     columns, where they would fight for the same few sets of the cache. */                         \
  MANY(factors, Column_count)                                                                       \
  MANY(saved, Slot_stateCount + 3) /* a copy of the state at the start, for the next policy */

GROWTH_NAMESPACE(Constant)
#define GROWTH_COUNTED(name) growth_constant_##name,
enum { GROWTH_CONSTANTS(GROWTH_COUNTED) growth_constants };

GROWTH_NAMESPACE(Slot)
#define GROWTH_SLOT(name) GROWTH_MEMBER(Slot, name),
#define GROWTH_WIDE_SLOT(name, width) \
  GROWTH_MEMBER(Slot, name), Slot_last_of_##name = Slot_##name + (width) - 1,
enum { GROWTH_SLOTS(GROWTH_SLOT, GROWTH_WIDE_SLOT) GROWTH_MEMBER(Slot, count) };

#define GROWTH_CONSTANT(name) \
  Constant_##name __attribute__((swift_name("Constant." #name))) = Slot_constants + growth_constant_##name,
enum { GROWTH_CONSTANTS(GROWTH_CONSTANT) };
