using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.SampleData;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Position 9 of a VIN: told, never a reason to refuse.</summary>
[Trait("Decision", "API-D17")]
public sealed class CheckDigitTests
{
    [Fact]
    public async Task A_vehicle_with_a_wrong_check_digit_is_found_and_told_so()
    {
        var vins = new (string Vin, string Expected)[]
        {
            (WithWrongDigit("5UXCR6C000R900000"), "wrong"),
            (WithWrongDigit("LBVUV81000A000009"), "wrong"),
            (WithWrongDigit("WBAUV81000A000009"), "doubtful"),
            (WithWrongDigit("SCAUV81000A000009"), "doubtful"),
            (WithRightDigit("5UXCR6C000R900009"), "right"),
            (WithRightDigit("LBVUV81000A000008"), "right"),
        };
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var folder = await new ImportFolder { Release = "2026-11", IsChanged = true }
            .With("vehicles", [.. vins.Select(one => $$"""{"vin":"{{one.Vin}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""")]).Only("vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);

        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var (vin, expected) in vins)
            Assert.Equal((vin, expected), (vin, (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/{vin}"))["checkDigit"]));
    }

    [Theory]
    [InlineData("11111111111111111", CheckDigit.Right)] // the example of the standard
    [InlineData("1M8GDM9AXKP042788", CheckDigit.Right)] // X stands for ten
    [InlineData("1M8GDM9A1KP042788", CheckDigit.Wrong)]
    [InlineData("1M8GDM9AAKP042788", CheckDigit.Wrong)] // a letter other than X is never right
    [InlineData("5GZCZ43D13S812715", CheckDigit.Right)]
    [InlineData("LGZCZ43D13S812715", CheckDigit.Wrong)]
    [InlineData("6GZCZ43D13S812715", CheckDigit.Doubtful)]
    [InlineData("WBAUV71070A193748", CheckDigit.Right)]
    [InlineData("WBAUV71080A193748", CheckDigit.Doubtful)]
    public void The_check_digit_is_computed_as_the_standard_says(string vin, CheckDigit expected) =>
        Assert.Equal(expected, Vin.Check(vin));

    [Fact]
    public void Any_single_wrong_digit_shows()
    {
        const string Good = "1M8GDM9AXKP042788";
        for (var i = 11; i < Good.Length; i++)
            Assert.Equal(CheckDigit.Wrong, Vin.Check($"{Good[..i]}{(Good[i] == '9' ? '8' : (char)(Good[i] + 1))}{Good[(i + 1)..]}"));
    }

    private static string WithRightDigit(string vin) => $"{vin[..8]}{SampleVins.CheckDigit(vin[..8] + "0" + vin[9..])}{vin[9..]}";

    private static string WithWrongDigit(string vin) => $"{vin[..8]}{(WithRightDigit(vin)[8] == '5' ? '6' : '5')}{vin[9..]}";
}
