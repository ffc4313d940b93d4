using System.Globalization;
using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>Title and detail of the problems that a VIN brings about; a document has only one example for each status.</summary>
internal static class FakeProblems
{
    private static readonly Dictionary<string, (string Title, string Detail)> Texts = new(StringComparer.Ordinal)
    {
        ["access.access-suspended"] = ("The access is suspended.", "Access to apiVehicleIdentification is suspended until open invoices are paid."),
        ["vehicle-identification.vin-invalid"] = ("This is no VIN.", "A vehicle identification number has 17 characters: digits and letters without I, O and Q; see errors."),
        ["vehicle-identification.vehicle-not-found"] = ("No such vehicle.", "There is no vehicle with the VIN {0} among the data that you may see."),
        ["vehicle-identification.vehicle-in-correction"] = ("The vehicle's record is being corrected.", "The record of {0} is in correction and is given out again when that is done."),
        ["limits.rate-limit-exceeded"] = ("Too many calls a second.", "The limit of 20 calls a second is used up."),
        ["fake.result-format-unsupported"] = ("The fake server writes no tables.", "Results of the fake server's jobs are NDJSON; only the API writes CSV."),
        ["service.unavailable"] = ("Temporarily unavailable.", "The service cannot answer right now; Retry-After tells when to try again."),
    };

    /// <summary>A problem with the texts of its code.</summary>
    public static JsonObject Of(int status, string code, string? vin)
    {
        if (!Texts.TryGetValue(code, out var text))
            return new JsonObject { ["title"] = "The fake server refuses.", ["detail"] = $"The fake server answers {status} {code}." };
        var problem = new JsonObject { ["title"] = text.Title, ["detail"] = string.Format(CultureInfo.InvariantCulture, text.Detail, vin ?? "of the call") };
        if (code == "vehicle-identification.vin-invalid")
            problem["errors"] = new JsonArray(new JsonObject { ["parameter"] = "vin", ["code"] = "format-invalid", ["detail"] = "The text is no VIN." });
        return problem;
    }
}
