using System.Text.Json;
using Aos.Api.VehicleIdentification.VinChecks;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.VinChecks;

/// <summary>The rules on VINs whose answers are public: the examples of the standard, of vPIC and the ones made for tests.</summary>
[Trait("Decision", "API-D17")]
public sealed class VinCheckRulesTests
{
    [Theory]
    // Made for tests, with right check digits. Outside North America position 10 of these is 0.
    [InlineData("WBAUV81010A000001", "model-year-not-coded hint 10")]
    [InlineData("WBS0000030C000002", "model-year-not-coded hint 10")]
    [InlineData("WBY0000020V000003", "model-year-not-coded hint 10")]
    [InlineData("WMW0000010T000004", "model-year-not-coded hint 10")]
    [InlineData("SCA0000080U000005", "model-year-not-coded hint 10")]
    [InlineData("5UX000000R9000006", "")]
    [InlineData("WBAUV71070A193748", "model-year-not-coded hint 10")]
    // vPIC 0: clean.
    [InlineData("1M8GDM9AXKP042788", "")]
    [InlineData("5GZCZ43D13S812715", "")]
    [InlineData("11111111111111111", "")]
    // vPIC 1: the check digit does not calculate; severity by market.
    [InlineData("WBAUV81020A000001", "check-digit-wrong warning 9|model-year-not-coded hint 10")]
    [InlineData("5UX000001R9000006", "check-digit-wrong error 9")]
    [InlineData("LGZCZ43D13S812715", "check-digit-wrong error 9")]
    [InlineData("6GZCZ43D13S812715", "check-digit-wrong warning 9")]
    [InlineData("1M8GDM9AZKP042788", "check-digit-wrong error 9")]
    // vPIC 11: position 10 is no code of a model year.
    [InlineData("5UX00000009000006", "check-digit-wrong error 9|model-year-not-coded warning 10")]
    [InlineData("5UX00000XU9000006", "model-year-not-coded warning 10")]
    [InlineData("WBAUV8101ZA000001", "check-digit-wrong warning 9|model-year-not-coded hint 10")]
    // No region, small makers, letters in the serial number.
    [InlineData("0BAUV81010A000001", "wmi-not-assigned warning 1|check-digit-wrong warning 9|model-year-not-coded hint 10")]
    [InlineData("WB9UV81010A000001", "small-maker hint 3|check-digit-wrong warning 9|model-year-not-coded hint 10")]
    [InlineData("5UX000000R9A000B6", "check-digit-wrong error 9|serial-not-numeric warning 16")]
    [InlineData("WBAUV81010A0A000B", "check-digit-wrong warning 9|model-year-not-coded hint 10|serial-not-numeric hint 13,17")]
    public void A_VIN_by_its_form(string vin, string findings)
    {
        var check = VinCheckRules.Of(vin, null, "en");
        Assert.True(check.IsWellFormed);
        Assert.Equal(vin, check.Vin);
        Assert.Equal(findings, Short(check));
    }

    [Theory]
    [InlineData("", "text-empty error")]
    [InlineData(" - ", "text-empty error")]
    [InlineData("WBAUV81010A00001", "length-wrong error")]
    [InlineData("WBAUV81010A0000011", "length-wrong error")]
    [InlineData("WBAUV8101OA000001", "look-alike error 10 WBAUV81010A000001")]
    [InlineData("wbauv8lOiQa00000I", "look-alike error 8,9,10,17 WBAUV8L010A000001")]
    // vPIC 6: incomplete.
    [InlineData("5UXWX7C5*BA", "length-wrong error|character-open error 9")]
    [InlineData("WBAUV810*0A00000*", "character-open error 9,17")]
    // vPIC 400: characters of no VIN.
    [InlineData("WBAUV8101#A00000ß", "character-not-permitted error 10,17")]
    [InlineData("😀", "length-wrong error|character-not-permitted error 1")]
    [InlineData("WBAUV81010A00000😀", "character-not-permitted error 17")]
    // Cyrillic, Greek, full-width, Arabic digits, no-break blanks and dashes.
    [InlineData("ԜВАUV81010А000001", "look-alike error 1,2,3,11 WBAUV81010A000001")]
    [InlineData("WΒΑUV81010Α000001", "look-alike error 2,3,11 WBAUV81010A000001")]
    [InlineData("ＷＢＡＵＶ８１０１０Ａ０００００１", "look-alike error 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17 WBAUV81010A000001")]
    [InlineData("WBAUV81010A00000١", "look-alike error 17 WBAUV81010A000001")]
    [InlineData("WBA\u00a0UV81010\u2013A000001", "length-wrong error|look-alike error 4,12 WBAUV81010A000001")]
    // Seven characters lead to the short VINs.
    [InlineData("A193748", "length-wrong error|short-vin hint")]
    [InlineData("a-193 748", "length-wrong error|short-vin hint")]
    [InlineData("AI93748", "length-wrong error|short-vin hint|look-alike error 2 A193748")]
    [InlineData("A19374*", "length-wrong error|character-open error 7")]
    public void A_text_that_is_no_VIN(string text, string findings)
    {
        var check = VinCheckRules.Of(text, null, "en");
        Assert.False(check.IsWellFormed);
        Assert.Null(check.Vin);
        Assert.Null(check.Structure);
        Assert.Equal(text, check.Input);
        Assert.Equal(findings, Short(check));
        Assert.Contains(check.Findings, finding => finding.Severity == VinFindingSeverity.Error);
    }

    [Fact]
    public void The_parts_of_a_European_VIN()
    {
        var parts = VinCheckRules.Of("wba-uv71070 a193748", null, "en").Structure!;
        Assert.Equal(("WBA", "UV7107", "0A193748", "193748"), (parts.Wmi, parts.Vds, parts.Vis, parts.SerialNumber));
        Assert.Equal(("7", "7", CheckDigit.Right), (parts.CheckDigit.Actual, parts.CheckDigit.Expected, parts.CheckDigit.Verdict));
        Assert.Equal((VinRegion.Europe, "A", "0"), (parts.Region!.Value, parts.Plant.Code, parts.ModelYear.Code));
        Assert.Equal((null, 0), (parts.ModelYear.Year, parts.ModelYear.Candidates.Count));
    }

    [Theory]
    [InlineData("1M8GDM9AXKP042788", 1989, "1989")] // a digit in position 7
    [InlineData("5UXWX7C5XBA000000", 2011, "2011")] // a letter in position 7
    [InlineData("WBAUV8101AA000001", null, "1980,2010")]
    [InlineData("WBAUV81019A000001", null, "2009,2039")]
    [InlineData("WBAUV81010A000001", null, "")]
    public void The_model_year(string vin, int? year, string candidates)
    {
        var read = VinCheckRules.Of(vin, null, "en").Structure!.ModelYear;
        Assert.Equal((year, candidates), (read.Year, string.Join(',', read.Candidates)));
    }

    [Fact]
    public void A_maker_of_few_vehicles_has_a_longer_code_and_a_shorter_serial_number()
    {
        var parts = VinCheckRules.Of("WB9UV81010A123456", null, "en").Structure!;
        Assert.Equal(("WB9", "123", "456"), (parts.Wmi, parts.WmiExtension, parts.SerialNumber));
    }

    [Fact]
    public void Texts_come_in_both_languages_and_are_filled_in()
    {
        foreach (var text in new[] { "", "WBA", "WBAUV8101OA000001", "A193748", "*", "#", "0B9UV81020A00000A", "5UX00000009000006" })
        {
            var (english, german) = (VinCheckRules.Of(text, null, "en"), VinCheckRules.Of(text, null, "de"));
            Assert.Equal(Short(english), Short(german));
            foreach (var (one, other) in english.Findings.Zip(german.Findings))
            {
                Assert.NotEqual(one.Text, other.Text);
                Assert.DoesNotContain("{", one.Text + other.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_long_text_is_cut_and_its_positions_are_limited()
    {
        var check = VinCheckRules.Of(string.Concat(Enumerable.Repeat("😀", 150)) + new string('O', 500), null, "en");
        Assert.Equal(200, check.Input.Length);
        Assert.All(check.Findings, finding => Assert.InRange(finding.Positions.Count, 0, 50));
        Assert.StartsWith("The text has 650 characters", check.Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_at_all_is_checked()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(25)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 128 : 0x10000))]);
            var check = VinCheckRules.Of(text, null, "de");
            Assert.Equal(check.IsWellFormed, check.Vin is not null);
            Assert.Equal(check.IsWellFormed, check.Findings.All(finding => finding.Code >= VinFindingCode.WmiNotAssigned));
            var candidates = new VinCandidates(text);
            candidates.Probe(new HashSet<string>(), new HashSet<string>());
            candidates.Compare("WBAUV71070A193748");
        }
    }

    [Fact]
    public void Every_code_and_every_kind_stands_on_the_page()
    {
        var page = Aos.Api.Platform.Docs.Embedded.Text("docs/vin-checks.md");
        Assert.All(Enum.GetValues<VinFindingCode>(), code => Assert.Contains($"| `{JsonSerializer.Serialize(code, Json).Trim('"')}` |", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<VinCandidateKind>(), kind => Assert.Contains($"| `{JsonSerializer.Serialize(kind, Json).Trim('"')}` |", page, StringComparison.Ordinal));
    }

    private static string Short(VinCheck check) => string.Join('|', check.Findings.Select(finding =>
        $"{JsonSerializer.Serialize(finding.Code, Json).Trim('"')} {finding.Severity.ToString().ToLowerInvariant()} {string.Join(',', finding.Positions)} {finding.Suggestion}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd()));

    private static readonly JsonSerializerOptions Json = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
