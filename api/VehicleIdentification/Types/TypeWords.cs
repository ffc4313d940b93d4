using System.Collections.Frozen;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Words of everyday English and German for values of features, as <see cref="TypeText.Fold"/> writes them.</summary>
internal static class TypeWords
{
    /// <summary>Words that say nothing about a type.</summary>
    public static readonly FrozenSet<string> Fillers = """
        a an and bj baujahr car cars das der die ein eine einem einen from fuer fur in im mit modell modelljahr model my mj of or oder the type typ und von vom with year
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly (TypeFeature Feature, string Values, string Words)[] Table =
    [
        (TypeFeature.ProductType, "car", "pkw, automobil, auto, passenger car"),
        (TypeFeature.ProductType, "motorcycle", "motorrad, motorraeder, motorcycle, motorcycles, motorbike, bike, krad"),
        (TypeFeature.BodyType, "saloon", "saloon, sedan, limousine, limo, stufenheck"),
        (TypeFeature.BodyType, "estate", "estate, kombi, kombiwagen, combi, touring, wagon, station wagon, avant"),
        (TypeFeature.BodyType, "suv", "suv, sav, sport utility vehicle, sports utility vehicle, gelaendewagen"),
        (TypeFeature.BodyType, "coupe", "coupe"),
        (TypeFeature.BodyType, "convertible", "convertible, cabrio, cabriolet, kabrio, kabriolett, drophead"),
        (TypeFeature.BodyType, "roadster", "roadster"),
        (TypeFeature.BodyType, "hatchback", "hatchback, hatch, schraegheck, fliessheck, kompaktwagen"),
        (TypeFeature.Propulsion, "petrol", "petrol, gasoline, benzin, benziner, otto, ottomotor"),
        (TypeFeature.Propulsion, "diesel", "diesel, selbstzuender, tdi"),
        (TypeFeature.Propulsion, "hybrid", "hybrid, plug in hybrid, plugin hybrid, plug in, phev, hev"),
        (TypeFeature.Propulsion, "electric", "electric, elektro, elektrisch, elektroauto, ev, bev, vollelektrisch, battery electric"),
        (TypeFeature.DriveTrain, "front", "front wheel drive, frontantrieb, vorderradantrieb, fwd"),
        (TypeFeature.DriveTrain, "rear", "rear wheel drive, heckantrieb, hinterradantrieb, rwd"),
        (TypeFeature.DriveTrain, "all", "xdrive, all wheel drive, four wheel drive, allrad, allradantrieb, awd, 4wd, 4x4, all4"),
        (TypeFeature.DriveTrain, "front|rear", "sdrive, two wheel drive, 2wd"),
        (TypeFeature.DriveTrain, "chain", "chain, chain drive, kette, kettenantrieb"),
        (TypeFeature.DriveTrain, "shaft", "shaft, shaft drive, kardan, kardanwelle, kardanantrieb"),
        (TypeFeature.Gearbox, "manual", "manual, manual gearbox, manual transmission, schaltgetriebe, handschaltung, handschalter, schalter, stick"),
        (TypeFeature.Gearbox, "automatic", "automatic, automatic gearbox, automatic transmission, automatik, automatikgetriebe, steptronic, wandlerautomatik"),
        (TypeFeature.Gearbox, "doubleClutch", "double clutch, dual clutch, doppelkupplung, doppelkupplungsgetriebe, dkg, dct, dsg"),
        (TypeFeature.Gearbox, "automatedManual", "automated manual, smg"),
        (TypeFeature.Gearbox, "continuouslyVariable", "continuously variable, cvt, stufenlos, stufenloses getriebe"),
        (TypeFeature.Gearbox, "singleSpeed", "single speed, eingang, eingang getriebe, one gear"),
        (TypeFeature.Steering, "left", "lhd, left hand drive, left hand, linkslenker, linkslenkung"),
        (TypeFeature.Steering, "right", "rhd, right hand drive, right hand, rechtslenker, rechtslenkung"),
        (TypeFeature.Market, "ECE", "ece, europe, european, europa, europaeisch"),
        (TypeFeature.Market, "USA", "usa, us, america, american, amerika, united states"),
        (TypeFeature.Market, "CHN", "chn, china, chinese, chinesisch"),
    ];

    /// <summary>Values by word or by words with single blanks between them.</summary>
    public static readonly FrozenDictionary<string, (TypeFeature Feature, string[] Values)> ByText = Table
        .SelectMany(row => row.Words.Split(", "), (row, word) => KeyValuePair.Create(word.Trim(), (row.Feature, row.Values.Split('|'))))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
