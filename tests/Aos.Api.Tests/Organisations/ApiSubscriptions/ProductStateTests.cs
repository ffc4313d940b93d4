using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>A product that the operator has announced only, or retired, answers nobody.</summary>
public sealed class ProductStateTests(TwoProducts products) : IClassFixture<TwoProducts>
{
    private static readonly (HttpStatusCode, string?) Gone = (HttpStatusCode.Conflict, "access.product-not-available"), Open = (HttpStatusCode.OK, null);

    [Theory]
    [InlineData("retired")]
    [InlineData("comingSoon")]
    [Trait("Decision", "API-D5")]
    public async Task Its_calls_are_refused_on_every_node_and_those_of_others_go_on(string state)
    {
        await using var second = await products.Api.StartSecondNodeAsync();
        var (program, sandbox, person) = (await second.TokenAsync(Somebody.ProductionWorkshop), await second.TokenAsync(Somebody.Workshop), await second.PersonTokenAsync(SomePerson.Claire, "vehicle.read"));
        foreach (var token in new[] { program, sandbox, person })
            Assert.Equal(Open, await second.CallAsync(token));
        await products.ChangeAsync(Product, body => body["state"] = state);
        foreach (var token in new[] { program, sandbox, person })
            await Polling.UntilAsync(async () => await second.CallAsync(token) == Gone);
        using (var counted = new CountedStatements(second))
        {
            foreach (var token in new[] { program, sandbox, person })
                Assert.Equal(Gone, await second.CallAsync(token));
            Assert.Empty(counted.Take());
        }

        Assert.Equal((204, null), await TwoProducts.FlatRatesAsync(second, program));
        Assert.Equal((HttpStatusCode.Forbidden, "access.product-not-granted"), await second.CallAsync(await second.TokenAsync(Somebody.WithoutProduct)));
        Assert.Equal((HttpStatusCode.Unauthorized, "auth.token-invalid"), await second.CallAsync("nonsense"));
        using var answer = await second.With(program).GetAsync(Vehicles);
        var problem = await answer.ProblemAsync(409, "access.product-not-available");
        Assert.Contains(Right, (string?)problem["detail"], StringComparison.Ordinal);

        await products.ChangeAsync(Product, body => body["state"] = "available");
        foreach (var token in new[] { program, sandbox, person })
            await Polling.UntilAsync(async () => await second.CallAsync(token) == Open);
    }
}
