/** The units of each quantity: how much one of a unit is in the quantity's base unit. Source: the pages of "convert_angle()" and its kind, and the definitions of the units. */
export const units: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  angle: {
    Arcminute: Math.PI / 10_800, Arcsecond: Math.PI / 648_000, Centiradian: 1e-2, Deciradian: 1e-1, Degree: Math.PI / 180, Gradian: Math.PI / 200, Microdegree: (Math.PI / 180) * 1e-6, Microradian: 1e-6,
    Millidegree: (Math.PI / 180) * 1e-3, Milliradian: 1e-3, Nanodegree: (Math.PI / 180) * 1e-9, Nanoradian: 1e-9, NatoMil: Math.PI / 3200, Radian: 1, Revolution: 2 * Math.PI,
  },
  energy: {
    BritishThermalUnit: 1055.05585262, Calorie: 4.184, DecathermEc: 1.05505585262e9, DecathermImperial: 1.05505585257348e9, DecathermUs: 1.054804e9, ElectronVolt: 1.602176565e-19, Erg: 1e-7, FootPound: 1.355817948,
    GigabritishThermalUnit: 1055.05585262e9, GigaelectronVolt: 1.602176565e-10, Gigajoule: 1e9, GigawattDay: 8.64e13, GigawattHour: 3.6e12, HorsepowerHour: 2.6845195377e6, Joule: 1, KilobritishThermalUnit: 1055.05585262e3,
    Kilocalorie: 4184, KiloelectronVolt: 1.602176565e-16, Kilojoule: 1e3, KilowattDay: 8.64e7, KilowattHour: 3.6e6, MegabritishThermalUnit: 1055.05585262e6, Megacalorie: 4.184e6, MegaelectronVolt: 1.602176565e-13,
    Megajoule: 1e6, MegawattDay: 8.64e10, MegawattHour: 3.6e9, Millijoule: 1e-3, TeraelectronVolt: 1.602176565e-7, TerawattDay: 8.64e16, TerawattHour: 3.6e15, ThermEc: 1.05505585262e8, ThermImperial: 1.05505585257348e8,
    ThermUs: 1.054804e8, WattDay: 86_400, WattHour: 3600,
  },
  force: {
    Decanewton: 10, Dyn: 1e-5, KilogramForce: 9.80665, Kilonewton: 1e3, KiloPond: 9.80665, KilopoundForce: 4448.2216152605, Meganewton: 1e6, Micronewton: 1e-6, Millinewton: 1e-3, Newton: 1, OunceForce: 0.27801385095378125,
    Poundal: 0.138254954376, PoundForce: 4.4482216152605, ShortTonForce: 8896.443230521, TonneForce: 9806.65,
  },
  length: {
    Angstrom: 1e-10, AstronomicalUnit: 1.495978707e11, Centimeter: 1e-2, Chain: 20.1168, DataMile: 1828.8, Decameter: 10, Decimeter: 0.1, DtpPica: 0.0254 / 6, DtpPoint: 0.0254 / 72, Fathom: 1.8288, Foot: 0.3048,
    Hand: 0.1016, Hectometer: 100, Inch: 0.0254, KilolightYear: 9.46073047258e18, Kilometer: 1e3, Kiloparsec: 3.08567758128e19, LightYear: 9.46073047258e15, MegalightYear: 9.46073047258e21, Megaparsec: 3.08567758128e22,
    Meter: 1, Microinch: 2.54e-8, Micrometer: 1e-6, Mil: 2.54e-5, Mile: 1609.344, Millimeter: 1e-3, Nanometer: 1e-9, NauticalMile: 1852, Parsec: 3.08567758128e16, PrinterPica: 0.0254 / 6.02250006, PrinterPoint: 0.0254 / 72.27,
    Shackle: 27.432, SolarRadius: 6.95510000e8, Twip: 0.0254 / 1440, UsSurveyFoot: 1200 / 3937, Yard: 0.9144,
  },
  mass: {
    Centigram: 1e-5, Decagram: 1e-2, Decigram: 1e-4, EarthMass: 5.9722e24, Grain: 6.479891e-5, Gram: 1e-3, Hectogram: 0.1, Kilogram: 1, Kilopound: 453.59237, Kilotonne: 1e6, LongHundredweight: 50.80234544, LongTon: 1016.0469088,
    Megapound: 453592.37, Megatonne: 1e9, Microgram: 1e-9, Milligram: 1e-6, Nanogram: 1e-12, Ounce: 0.028349523125, Pound: 0.45359237, ShortHundredweight: 45.359237, ShortTon: 907.18474, Slug: 14.593902937206,
    SolarMass: 1.98947e30, Stone: 6.35029318, Tonne: 1e3,
  },
  speed: {
    CentimeterPerHour: 1e-2 / 3600, CentimeterPerMinute: 1e-2 / 60, CentimeterPerSecond: 1e-2, DecimeterPerMinute: 0.1 / 60, DecimeterPerSecond: 0.1, FootPerHour: 0.3048 / 3600, FootPerMinute: 0.3048 / 60, FootPerSecond: 0.3048,
    InchPerHour: 0.0254 / 3600, InchPerMinute: 0.0254 / 60, InchPerSecond: 0.0254, KilometerPerHour: 1000 / 3600, KilometerPerMinute: 1000 / 60, KilometerPerSecond: 1000, Knot: 1852 / 3600, MeterPerHour: 1 / 3600,
    MeterPerMinute: 1 / 60, MeterPerSecond: 1, MicrometerPerMinute: 1e-6 / 60, MicrometerPerSecond: 1e-6, MilePerHour: 0.44704, MillimeterPerHour: 1e-3 / 3600, MillimeterPerMinute: 1e-3 / 60, MillimeterPerSecond: 1e-3,
    NanometerPerMinute: 1e-9 / 60, NanometerPerSecond: 1e-9, UsSurveyFootPerHour: 1200 / 3937 / 3600, UsSurveyFootPerMinute: 1200 / 3937 / 60, UsSurveyFootPerSecond: 1200 / 3937, YardPerHour: 0.9144 / 3600,
    YardPerMinute: 0.9144 / 60, YardPerSecond: 0.9144,
  },
  volume: {
    AcreFoot: 1 / 0.000810714, AuTablespoon: 2e-5, BoardFoot: 2.3597372158e-3, Centiliter: 1e-5, CubicCentimeter: 1e-6, CubicDecimeter: 1e-3, CubicFoot: 0.028316846592, CubicHectometer: 1e6, CubicInch: 1.6387064e-5,
    CubicKilometer: 1e9, CubicMeter: 1, CubicMicrometer: 1e-18, CubicMile: 4.168181825440579584e9, CubicMillimeter: 1e-9, CubicYard: 0.764554857984, Decaliter: 1e-2, DecausGallon: 0.03785411784, Deciliter: 1e-4,
    DeciusGallon: 3.785411784e-4, HectocubicFoot: 2.8316846592, HectocubicMeter: 100, Hectoliter: 0.1, HectousGallon: 0.3785411784, ImperialBeerBarrel: 0.16365924, ImperialGallon: 0.00454609, ImperialOunce: 2.84130625e-5,
    ImperialPint: 5.6826125e-4, KilocubicFoot: 28.316846592, KilocubicMeter: 1e3, KiloimperialGallon: 4.54609, Kiloliter: 1, KilousGallon: 3.785411784, Liter: 1e-3, MegacubicFoot: 28316.846592, MegaimperialGallon: 4546.09,
    Megaliter: 1e3, MegausGallon: 3785.411784, MetricCup: 2.5e-4, MetricTeaspoon: 5e-6, Microliter: 1e-9, Milliliter: 1e-6, OilBarrel: 0.158987294928, UkTablespoon: 1.5e-5, UsBeerBarrel: 0.117347765304, UsCustomaryCup: 2.365882365e-4,
    UsGallon: 0.003785411784, UsLegalCup: 2.4e-4, UsOunce: 2.95735295625e-5, UsPint: 4.73176473e-4, UsQuart: 9.46352946e-4, UsTablespoon: 1.478676478125e-5, UsTeaspoon: 4.92892159375e-6,
  },
};

/** Scales of temperature: how a degree and a zero of each are in kelvin. */
export const temperatures: Readonly<Record<string, { readonly degree: number; readonly zero: number }>> = {
  Kelvin: { degree: 1, zero: 0 }, DegreeCelsius: { degree: 1, zero: 273.15 }, MillidegreeCelsius: { degree: 1e-3, zero: 273.15 }, DegreeDelisle: { degree: -2 / 3, zero: 373.15 }, DegreeFahrenheit: { degree: 5 / 9, zero: 459.67 * (5 / 9) },
  DegreeNewton: { degree: 100 / 33, zero: 273.15 }, DegreeRankine: { degree: 5 / 9, zero: 0 }, DegreeReaumur: { degree: 1.25, zero: 273.15 }, DegreeRoemer: { degree: 40 / 21, zero: 273.15 - (7.5 * 40) / 21 }, SolarTemperature: { degree: 5778, zero: 0 },
};
