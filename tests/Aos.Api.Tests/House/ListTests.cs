using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.House;

/// <summary>Every list of the portal and the administration that can tell how long it is does so.</summary>
public sealed class ListTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("portal", 14)]
    [InlineData("administration", 18)]
    public async Task A_total_that_was_asked_for_is_there_and_true(string product, int atLeast)
    {
        using var client = await api.MightiestAsync(product);
        var lists = (await api.OperationsAsync(product)).Where(operation => operation.QueryOf().Contains("includeTotal")).ToList();
        Assert.True(lists.Count >= atLeast, $"{lists.Count} lists");
        var wrong = new List<string>();
        foreach (var list in lists)
        {
            var path = list.Path.With(name => name switch
            {
                "organisationId" => SomePerson.John.TenantId.ToString(),
                "productCode" => "vehicle-identification",
                "dataSet" => "sandbox",
                _ => throw new InvalidOperationException($"{list} has a parameter {name}."),
            });
            var page = await client.ReadAsync(path + "?limit=200&includeTotal=true");
            var (count, total, isCapped) = (page["items"]!.AsArray().Count, (int?)page["total"], (bool?)page["totalIsCapped"]);
            if (isCapped is null || !(page["nextCursor"] is null ? total == count : total > count))
                wrong.Add($"{list}: {count} items, total {total}, capped {isCapped}");
            if ((await client.ReadAsync(path))["total"] is not null)
                wrong.Add($"{list}: a total that nobody asked for");
        }

        Assert.Empty(wrong);
    }
}
