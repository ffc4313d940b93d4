using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Aos.Api.VehicleIdentification.Sandbox;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Vehicles that documents and tests name.</summary>
internal static class FixedVehicles
{
    /// <summary>The example vehicle, every field as the requirements show it; what they do not show is unknown.</summary>
    public const string ExampleVin = "WBAUV71070A193748";

    public const int ExampleMileageKm = 129_226;

    public static IReadOnlyList<VehicleLine> All { get; } =
    [
        new()
        {
            Vin = ExampleVin,
            TypeKey = "UV81",
            Paint = "475",
            Upholstery = "EBAT",
            EngineNumber = "05896959",
            GearboxNumber = "0406545",
            ProducedOn = "2008-09-22",
            IntegrationLevels = new() { Factory = "E89X-08-09-520" },
            NumberOfKeys = 2,
            KeySystem = "CAS",
            Options =
            [
                "1CA", "1CD", "205", "216", "230", "249", "258", "2PA", "428", "431", "441", "465", "493", "521", "522", "534",
                "540", "548", "550", "620", "663", "676", "801", "851", "863", "879", "8KA", "8S3", "8TL",
            ],
            Retrofits = [new() { Code = "235", FittedOn = "2009-05-14" }, new() { Code = "6FL", FittedOn = "2010-03-02" }],
        },

        // VINs made for tests, with right check digits. Their models do not follow from characters 4 to 7.
        Made("WBAUV81010A000001", "UV81", "475", "LCSW", "2009-03-17", "DE"),
        Made("WBS0000030C000002", "FV91", "416", "LUSW", "2013-06-04", "AT"),
        Made("WBY0000020V000003", "1Z21", "A90", "ASAT", "2015-02-11", "NL"),
        Made("WMW0000010T000004", "XM51", "857", "T8JE", "2016-10-20", "FR"),
        Made("SCA0000080U000005", "664S", "668", "NASW", "2014-04-29", "GB"),
        Made("5UX000000R9000006", "CR6C", "A96", "MAH7", "2022-09-08", "US"),

        // Two vehicles with the same last seven characters: a short VIN need not be unique.
        Twin("5R11", "300", "KGSW", "2021-05-18"),
        Twin("43AY", "C31", "MAF1", "2022-11-09"),
    ];

    /// <summary>The model of the vehicle of which nothing is known.</summary>
    public static ModelLine UnknownModel { get; } = new()
    {
        TypeKey = "SB00",
        LeadModel = "SB00",
        Model = "SB00",
        Designation = "Sandbox",
        Brand = "bmw",
        ProductType = ProductTypes.Car,
        Series = "SBX",
        EngineType = "SBX",
    };

    /// <summary>The last vehicles of the sample data: those of the sandbox whose suffix decides what happens, and that are answered in the end.</summary>
    public static IReadOnlyList<VehicleLine> Sandbox { get; } =
    [
        Made(VinOf(SandboxEffect.RefusedOnce), "UV81", "475", "LCSW", "2009-03-17", "DE"),
        Made(VinOf(SandboxEffect.Slow), "UV81", "416", "LUSW", "2009-04-21", "AT"),

        // Nothing that may be unknown is known, neither of the vehicle nor of its model.
        new() { Vin = VinOf(SandboxEffect.Undecidable), TypeKey = UnknownModel.TypeKey, Paint = "475", ProducedOn = "2009-05-12", Options = [] },
    ];

    private static string VinOf(SandboxEffect effect) => SandboxOutcomes.All.Single(outcome => outcome.Effect == effect).Vin;

    private static VehicleLine Made(string vin, string typeKey, string paint, string upholstery, string producedOn, string country) => new()
    {
        Vin = vin,
        TypeKey = typeKey,
        CountryVersion = country,
        Paint = paint,
        Upholstery = upholstery,
        ProducedOn = producedOn,
        NumberOfKeys = 2,
        Options = ["1CD", "249", "508", "534"],
    };

    private static VehicleLine Twin(string typeKey, string paint, string upholstery, string producedOn)
    {
        var model = Seeds.Models.Single(candidate => candidate.TypeKey == typeKey);
        return Made(SampleVins.Of(model, "A777777", DateOnly.Parse(producedOn, null)), typeKey, paint, upholstery, producedOn, "DE");
    }
}
