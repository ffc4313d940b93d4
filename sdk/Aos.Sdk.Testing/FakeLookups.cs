using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>Answers of a batch: one entry per VIN, by the same rules as the single read.</summary>
internal static class FakeLookups
{
    public static string Normal(string vin) => string.Concat(vin.Where(character => character is not (' ' or '-'))).ToUpperInvariant();

    public static JsonObject Answer(FakeDocuments documents, JsonNode example, IReadOnlyList<string> inputs)
    {
        var answer = example.DeepClone().AsObject();
        var items = inputs.Select(input => Item(documents, example["items"]?[0], input)).ToList();
        answer["items"] = new JsonArray([.. items]);
        if (answer.ContainsKey("valueCount"))
            answer["valueCount"] = items.Count(item => item["status"]!.GetValue<int>() == 200);
        return answer;
    }

    public static JsonObject Item(FakeDocuments documents, JsonNode? example, string input)
    {
        var vin = Normal(input);
        var read = documents.Named("GetVehicle")!;
        var outcome = AosSandboxOutcomes.Of(vin);
        var status = vin.Length != 17 ? 422 : outcome is { Once: false } ? outcome.Status : 200;
        var item = new JsonObject { ["input"] = input, ["vin"] = vin, ["status"] = status };
        if (example?["check"] is { } check)
            item["check"] = check.DeepClone();
        if (status != 200)
        {
            item["problem"] = read.Problem(status) ?? [];
            item["problem"]!["status"] = status;
            return item;
        }
        var vehicle = read.Example!.DeepClone().AsObject();
        vehicle["vin"] = vin;
        vehicle["shortVin"] = vin[^7..];
        item["vehicle"] = vehicle;
        return item;
    }
}
