using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>Answers of a batch: one entry per text, by the same rules as the single read.</summary>
internal static class FakeLookups
{
    public static JsonObject Answer(FakeCall call, FakeDocuments documents, IReadOnlyList<string> inputs, bool hasChecks)
    {
        var answer = call.Operation!.Example!.DeepClone().AsObject();
        var items = inputs.Select(input => Item(call, documents, input, call.Failing, hasChecks)).ToList();
        answer["items"] = new JsonArray([.. items]);
        answer["valueCount"] = items.Count(HasVehicle);
        return answer;
    }

    public static bool HasVehicle(JsonObject item) => item.ContainsKey("vehicle");

    public static JsonObject Item(FakeCall call, FakeDocuments documents, string input, IReadOnlySet<string> failing, bool hasChecks = false)
    {
        var vin = FakeSandbox.VinOf(input);
        var refusal = FakeSandbox.RefusalOf(call, input, failing);
        var item = new JsonObject { ["input"] = input, ["vin"] = vin, ["status"] = refusal?.Status ?? 200 };
        if (refusal is null)
            item["vehicle"] = Vehicle(documents, vin!);
        else
            item["problem"] = refusal.Json;
        if (refusal is not null || hasChecks)
            item["check"] = Check(input, vin, refusal is null || failing.Contains(vin ?? ""));
        return item;
    }

    public static JsonObject Vehicle(FakeDocuments documents, string vin)
    {
        var read = documents.Named("GetVehicle")!;
        var vehicle = (FakeSandbox.IsBare(vin) ? read.Bare : read.Example)!.DeepClone().AsObject();
        (vehicle["vin"], vehicle["shortVin"]) = (vin, vin[^7..]);
        return vehicle;
    }

    // The fake server knows no rules of VINs: only whether it is one.
    private static JsonObject Check(string input, string? vin, bool isKnown) => new()
    {
        ["input"] = input,
        ["vin"] = vin,
        ["isWellFormed"] = vin is not null,
        ["isKnown"] = vin is null ? null : isKnown,
        ["findings"] = new JsonArray(),
        ["candidates"] = new JsonArray(),
    };
}
