// The lists that the catalogues of the model and the kernel share: sectors aside, each name stands here once, in the
// order of its table. Nothing is numbered, so that a new name only goes where it belongs. `GrowthShapes` compares
// these lists with the catalogues, name by name, when a model is compiled.
#pragma once
#include <stdint.h>

enum {
  growth_sectors = 20,
  growth_suppliers = 5,  // most suppliers a sector has
  growth_costs = 12,     // levers that cost something
  growth_precision_engineering = 8,  // the sector that bars others where it is weak
};

// A constant that Swift knows as a member of a type, `Column.royaltyShare` and the like.
#define GROWTH_MEMBER(type, name) type##_##name __attribute__((swift_name(#type "." #name)))
#define GROWTH_NAMESPACE(type) struct type { char unused; };

// Levers.
#define GROWTH_LEVERS(ONE)                                                                        \
  ONE(publicResearch) ONE(researchIncentive) ONE(education) ONE(managementTraining)               \
  ONE(foreignInvestment) ONE(technologyLeverage) ONE(jointVentureTerms)                           \
  ONE(performanceDiscipline) ONE(exportOrientation) ONE(missions) ONE(missionLeadershipShare)     \
  ONE(coordination) ONE(clusterTraining) ONE(infrastructure) ONE(publicProcurement)               \
  ONE(investment) ONE(policyChurn)

GROWTH_NAMESPACE(LeverIndex)
#define GROWTH_LEVER(name) GROWTH_MEMBER(LeverIndex, name),
enum { GROWTH_LEVERS(GROWTH_LEVER) growth_levers };

// Factors: parameters, costs of levers, implementation of levers, initial conditions.
#define GROWTH_FACTORS(ONE, MANY)                                                                 \
  ONE(absorptionSpeed) ONE(leverageSpeed) ONE(foreignInvestmentHalfSaturation)                    \
  ONE(learningByDoingSpeed) ONE(supplierSpilloverSpeed) ONE(diversificationMissionYield)          \
  ONE(leadershipMissionYield) ONE(inventionScale) ONE(inventionProximityThreshold)                \
  ONE(researchHalfSaturation) ONE(obsolescenceScale) ONE(humanCapitalWeight) ONE(researchWeight)  \
  ONE(routinesWeight) ONE(institutionsWeight) ONE(relatedDensityWeight) ONE(complementarity)      \
  ONE(complexityDemand) ONE(precisionGateStrength) ONE(routineDiffusionSpeed)                     \
  ONE(routineErosion) ONE(alignmentBuildingSpeed) ONE(alignmentFragmentation)                     \
  ONE(alignmentChurnErosion) ONE(schoolingDelay) ONE(workforceTurnoverTime)                       \
  ONE(researchStockTime) ONE(missionGestationTime) ONE(businessResearchLeverage)                  \
  ONE(businessResearchAtFrontier) ONE(marketLinkageSpeed) ONE(dependenceBuildup)                  \
  ONE(dependenceErosion) ONE(royaltyShare) ONE(learningDependentLeverage)                         \
  ONE(economicLearningSpeed) ONE(clusterEntrySpeed) ONE(clusterExitSpeed)                         \
  ONE(qualityImprovementSpeed) ONE(clusterTrainingEffect) ONE(qualityObsolescence)                \
  ONE(qualityDependentLearning) ONE(productivityConcavity) ONE(incumbentClosure)                  \
  ONE(shelteredOutputWeight) ONE(internalDiffusionSpeed) ONE(internalDiffusionBreadth)            \
  ONE(breadthFromExports) ONE(breadthFromForeignInvestment) ONE(breadthLostToLargeFirms)          \
  ONE(initialResidualFadingTime) ONE(windowOfOpportunity) ONE(breadthLostToDualism)               \
  ONE(initialResidualPersistence) ONE(seedingStrength) ONE(researchScaleEffect)                   \
  ONE(valueCapturedByAssemblers) ONE(reallocationSpeed) ONE(demandReversionSpeed)                 \
  ONE(misallocationLoss) ONE(researchCrowdingOut) ONE(capitalShare) ONE(homeMarketLearning)       \
  ONE(shockSensitivity) ONE(residualFadingWithExports) ONE(termsOfTradeResponse)                  \
  ONE(vehicleSpecialisation) ONE(leverageFocus) ONE(closureOfSpillovers) ONE(contractLearning)    \
  ONE(specialisationLearning) ONE(specialisationLockIn) ONE(priceOfCrowding)                      \
  ONE(educationForTraining) ONE(marginSqueeze) ONE(licenceDependence) ONE(licenceFee)             \
  ONE(moneyBoundsMisallocation) ONE(leadershipPremium) ONE(leadershipRisk) ONE(missionUnevenness) \
  ONE(leadersKeepProgrammes) ONE(entryBarrier) ONE(leadershipNeedsProximity)                      \
  ONE(presenceNeedsSchooling) ONE(crisisResponse) ONE(conditionsCost) ONE(vehicleMoveCost)                                    \
  MANY(leverCosts, growth_costs) MANY(implementation, growth_levers)                              \
  ONE(initialProximityMultiplier) ONE(initialIncome) ONE(initialProximity)                        \
  ONE(initialComplexitySlope) ONE(initialHumanCapital) ONE(cognitiveSkill)                        \
  ONE(initialResearchStock) ONE(initialRoutines) ONE(initialAlignment)                            \
  ONE(initialCapitalIntensity) ONE(homeMarketSize) ONE(dualism) ONE(populationGrowth)             \
  ONE(initialMarketLinkage) ONE(initialQuality) ONE(initialClusterSize) ONE(initialDependence)

GROWTH_NAMESPACE(Column)
#define GROWTH_COLUMN(name) GROWTH_MEMBER(Column, name),
#define GROWTH_COLUMNS(name, count) \
  GROWTH_MEMBER(Column, name), Column_last_of_##name = Column_##name + (count) - 1,
enum { GROWTH_FACTORS(GROWTH_COLUMN, GROWTH_COLUMNS) GROWTH_MEMBER(Column, count) };

// The factors and levers of one future as they lie in memory, for the readable reference.
#define GROWTH_NUMBER(name) double name;
#define GROWTH_NUMBERS(name, count) double every_##name[count];
struct growth_parameters { GROWTH_FACTORS(GROWTH_NUMBER, GROWTH_NUMBERS) };
struct growth_lever_values { GROWTH_LEVERS(GROWTH_NUMBER) };

// Outcomes.
#define GROWTH_OUTCOMES(ONE)                                                                      \
  ONE(income) ONE(capability) ONE(complexity) ONE(processUpgrading) ONE(productUpgrading)         \
  ONE(functionalUpgrading) ONE(intersectoralUpgrading) ONE(domesticValueAdded) ONE(rdIntensity)   \
  ONE(discountedConsumption) ONE(terminalValue) ONE(fiscalCost) ONE(catchUpYear) ONE(trap)        \
  ONE(dispersion) ONE(volatility) ONE(inventionShare) ONE(initialResidual)                        \
  ONE(consumptionFirstVersion)                                                                    \
  ONE(realWage) ONE(productivityGap) ONE(subcontractingShare) ONE(ownDesignShare)                 \
  ONE(logisticsShare) ONE(ownBrandShare) ONE(dependence)                                          \
  ONE(capabilityAgrifood) ONE(capabilityMiningServices)                                           \
  ONE(capabilityGarmentsFootwear) ONE(capabilityMotorcycles) ONE(capabilityElectricalMachinery)   \
  ONE(capabilityMachineTools) ONE(capabilitySteelShipbuilding) ONE(capabilityAutos)               \
  ONE(capabilityPrecisionEngineering) ONE(capabilityElectronicsPcb)                               \
  ONE(capabilityPersonalComputers) ONE(capabilitySemiconductors) ONE(capabilityDisplays)          \
  ONE(capabilityTelecomEquipment) ONE(capabilitySoftwareItServices)                               \
  ONE(capabilityRoboticsSmartEquip) ONE(capabilityEvBatteries) ONE(capabilityAerospace)           \
  ONE(capabilityBiotechPharma) ONE(capabilityGreenHydrogenEnergy)                               \
  ONE(switchedYears)

GROWTH_NAMESPACE(OutcomeColumn)
#define GROWTH_OUTCOME(name) GROWTH_MEMBER(OutcomeColumn, name),
enum { GROWTH_OUTCOMES(GROWTH_OUTCOME) GROWTH_MEMBER(OutcomeColumn, count) };

// Streams of luck.
#define GROWTH_LUCK(ONE)                                                                          \
  ONE(sectorLuck) ONE(sectorEfficiency) ONE(demandNoise) ONE(demandCrisis)

GROWTH_NAMESPACE(LuckIndex)
#define GROWTH_LUCK_STREAM(name) GROWTH_MEMBER(LuckIndex, name),
enum { GROWTH_LUCK(GROWTH_LUCK_STREAM) growth_luck_streams };

#pragma clang assume_nonnull begin

// Names at a position; `position` is below the length of its list.
const char *growth_lever_name(int64_t position);
const char *growth_factor_name(int64_t position);
const char *growth_outcome_name(int64_t position);
const char *growth_luck_name(int64_t position);

#pragma clang assume_nonnull end
