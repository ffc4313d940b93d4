using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;

namespace Aos.Api.Tests.Platform.Errors;

/// <summary>A fault of ours is one calm problem: the log knows what happened, the caller gets the id to ask with.</summary>
public sealed class FaultTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    [Theory]
    [InlineData("faults/operation")]
    [InlineData("faults/null")]
    [InlineData("faults/cancelled")]
    [InlineData("faults/nested")]
    [InlineData("faults/argument")]
    [InlineData("statements?sql=select%201%2F0")]
    [InlineData("statements?sql=select%20secret%20from%20nothing")]
    [InlineData("statements?sql=selec")]
    [InlineData("statements?sql=select%20'a'%3A%3Aint")]
    public async Task A_fault_is_500_and_tells_nothing_of_the_inside(string path)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{ProbeController.Path}/{path}");
        var problem = await answer.ProblemAsync(500, "service.internal-error");

        Assert.Equal("contactSupport", (string?)problem["resolution"]!["action"]);
        var text = problem.ToJsonString();
        foreach (var inside in new[] { "secret", "Exception", "System.", "Aos.Api", "Npgsql", "select", "SQL", ".cs", "   at " })
            Assert.DoesNotContain(inside, text.Replace((string)problem["instance"]!, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(host.Api.Log.Of("Aos.Api.Platform.Errors.ProblemMiddleware"), line => line == "Unhandled fault");
        Assert.NotNull(answer.Header("RateLimit"));
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_503_with_all_its_headers()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(ProbeController.Path + "/waits");
        await answer.ProblemAsync(503, "service.unavailable");
        Assert.Equal("2", answer.Header("Retry-After"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_fault_speaks_the_language_of_the_caller()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var answer = await workshop.GetAsync(ProbeController.Path + "/faults/operation");
        Assert.Equal("Interner Fehler.", (string?)(await answer.ProblemAsync(500, "service.internal-error"))["title"]);
    }

    [Theory]
    [InlineData("57014")] // a statement that took too long
    [InlineData("57P01")] // the server stops
    [InlineData("53300")] // too many connections
    [InlineData("55P03")] // a lock was not to be had
    [InlineData("40001")] // serialisation
    public async Task A_failure_that_ends_by_itself_is_503(string state)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        await host.Api.SqlAsync("create or replace function platform.test_fail(state text) returns int language plpgsql as $$ begin raise exception 'secret' using errcode = state; end $$");
        using var answer = await workshop.GetAsync($"{ProbeController.Path}/statements?sql=select%20platform.test_fail('{state}')");
        var problem = await answer.ProblemAsync(503, "service.unavailable");
        Assert.Equal("2", answer.Header("Retry-After"));
        Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_request_harms_neither_the_next_nor_its_neighbour()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        var faults = Enumerable.Range(0, 20).Select(_ => workshop.GetAsync(ProbeController.Path + "/faults/operation"));
        var reads = Enumerable.Range(0, 20).Select(_ => workshop.GetAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748"));
        var answers = await Task.WhenAll(faults.Concat(reads));
        Assert.Equal(20, answers.Count(answer => (int)answer.StatusCode == 500));
        Assert.Equal(20, answers.Count(answer => (int)answer.StatusCode == 200));
    }
}
