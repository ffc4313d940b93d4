using System.Text.Json.Nodes;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.Registrations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.VatChecks;

/// <summary>The client of the European VAT register against a server that answers well, badly, late or not at all.</summary>
public sealed class ViesClientTests : IAsyncLifetime
{
    private static readonly VatSubject Subject = new("DE", "DE123456789", "Example Company", "Example street 123a", "13245", "Example city");
    private FakeRegister _register = null!;
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        _register = await FakeRegister.StartAsync();
        _api = new(new() { ["Vies:BaseUrl"] = _register.Address, ["Vies:TimeoutSeconds"] = "1" });
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _register.DisposeAsync();
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    public async Task The_register_is_asked_in_its_own_form()
    {
        var result = await CheckAsync(Subject);
        Assert.Equal((VatStatus.Valid, VatMatch.Match), (result.Status, result.Match));
        Assert.Equal(_api.Clock.GetUtcNow(), result.CheckedAt!.Value, TimeSpan.FromMinutes(1));
        Assert.True(JsonNode.DeepEquals(new JsonObject
        {
            ["countryCode"] = "DE",
            ["vatNumber"] = "123456789",
            ["traderName"] = "Example Company",
            ["traderStreet"] = "Example street 123a",
            ["traderPostalCode"] = "13245",
            ["traderCity"] = "Example city",
        }, Assert.Single(_register.Questions)));
        await CheckAsync(Subject with { Country = "GR", VatId = "EL123456789" });
        Assert.Equal(("EL", "123456789"), ((string)_register.Questions.Last()["countryCode"]!, (string)_register.Questions.Last()["vatNumber"]!));
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    [Trait("Decision", "REGX-D2")]
    [Trait("Requirement", "REGX-6")]
    public async Task Deviating_fields_refuse_a_registration_by_name()
    {
        _register.Answer = context => FakeRegister.Send(context, FakeRegister.Valid(name: "INVALID", town: "INVALID"));
        using var answer = await _api.SendAsync(await _api.FormAsync("deviating@example.org"));
        var problem = await answer.ProblemAsync(422, "organisations.vat-data-mismatch");
        Assert.Equal(["/name", "/town"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        Assert.Null(await _api.StateOfAsync("deviating@example.org"));
        Assert.Equal("", await _api.WrittenForAsync("deviating@example.org"));
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    public async Task A_register_that_does_not_compare_is_compared_here()
    {
        var entry = FakeRegister.Valid("NOT_PROCESSED", "NOT_PROCESSED", "NOT_PROCESSED", "NOT_PROCESSED");
        entry["name"] = "EXAMPLE   COMPANY ";
        entry["address"] = "EXAMPLE STREET 123A\n13245 EXAMPLE CITY";
        _register.Answer = context => FakeRegister.Send(context, entry);
        Assert.Equal(VatMatch.Match, (await CheckAsync(Subject)).Match);
        var street = await CheckAsync(Subject with { Street = "Example str. 123a" });
        Assert.Equal((VatMatch.Mismatch, "street"), (street.Match, Assert.Single(street.DeviatingFields)));
        var all = await CheckAsync(new("DE", "DE123456789", "Exámple Company", "Another street 1", "99999", "Elsewhere"));
        Assert.Equal(["name", "street", "postCode", "town"], all.DeviatingFields);
        (entry["name"], entry["address"]) = ("---", "---");
        Assert.Equal(VatMatch.NotProvided, (await CheckAsync(Subject)).Match);
    }

    [Fact]
    [Trait("Requirement", "REG-31")]
    [Trait("Decision", "REG-D12")]
    public async Task An_invalid_id_cannot_finish()
    {
        var invalid = FakeRegister.Valid();
        invalid["valid"] = false;
        foreach (var answer in new[] { invalid, FakeRegister.Error("INVALID_INPUT") })
        {
            _register.Answer = context => FakeRegister.Send(context, answer);
            using var refused = await _api.SendAsync(await _api.FormAsync("invalid@example.org"));
            var problem = await refused.ProblemAsync(422, "organisations.vat-id-invalid");
            Assert.Equal(("/vatId", "vat-id-invalid"), ((string)problem["errors"]![0]!["pointer"]!, (string)problem["errors"]![0]!["code"]!));
        }

        Assert.Null(await _api.StateOfAsync("invalid@example.org"));
    }

    [Fact]
    [Trait("Requirement", "REG-30")]
    [Trait("Decision", "REG-D13")]
    public async Task A_register_without_an_answer_is_unavailable_and_asked_again_every_hour()
    {
        foreach (var error in new[] { "MS_UNAVAILABLE", "SERVICE_UNAVAILABLE", "TIMEOUT", "MS_MAX_CONCURRENT_REQ" })
        {
            _register.Answer = context => FakeRegister.Send(context, FakeRegister.Error(error), error == "TIMEOUT" ? 500 : 200);
            Assert.Equal(VatResult.Unavailable, await CheckAsync(Subject));
        }

        var receipt = await _api.RegisterAsync(await _api.FormAsync("later@example.org"));
        Assert.Equal("unavailable", (string)receipt["vatStatus"]!);
        Assert.Equal("vat-check-unavailable", (string)Assert.Single(receipt["warnings"]!.AsArray())!["code"]!);
        await _api.RegisterAsync(await _api.FormAsync("wrong@example.org", ("/vatId", "DE999999999")));
        await _api.SweepAsync();
        Assert.Equal("unavailable", (string)(await _api.ReadRegistrationAsync(await _api.IdOfAsync("later@example.org")))["vatStatus"]!);

        _register.Answer = context => FakeRegister.Send(context, FakeRegister.Valid());
        await _api.SqlAsync("update organisations.registrations set vat_id = 'DE999999998' where email = 'wrong@example.org'");
        _register.Answer = context =>
        {
            var entry = FakeRegister.Valid(street: "INVALID");
            entry["valid"] = (string?)_register.Questions.Last()["vatNumber"] != "999999998";
            return FakeRegister.Send(context, entry);
        };
        await _api.SweepAsync();
        var later = await _api.ReadRegistrationAsync(await _api.IdOfAsync("later@example.org"));
        Assert.Equal(("valid", "mismatch", "street"), ((string)later["vatStatus"]!, (string)later["vatMatch"]!, (string)Assert.Single(later["vatDeviatingFields"]!.AsArray())!));
        Assert.NotNull(later["vatCheckedAt"]);
        Assert.Equal("invalid", (string)(await _api.ReadRegistrationAsync(await _api.IdOfAsync("wrong@example.org")))["vatStatus"]!);
        Assert.Contains("DE999999998", (string)(await _api.RegistrationMailsAsync("wrong@example.org", "vat-invalid"))[0]["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("vat-invalid", await _api.WrittenForAsync("later@example.org"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_redirects_and_slowness_are_no_answer()
    {
        var elsewhere = 0;
        Func<HttpContext, Task>[] answers =
        [
            context => context.Response.WriteAsync("<html>"),
            context => context.Response.WriteAsync("{\"valid\":\"yes\"}"),
            context => FakeRegister.Send(context, new JsonObject()),
            context =>
            {
                elsewhere++;
                context.Response.Redirect("http://127.0.0.1:1/");
                return Task.CompletedTask;
            },
        ];
        foreach (var answer in answers)
        {
            _register.Answer = answer;
            Assert.Equal(VatResult.Unavailable, await CheckAsync(Subject));
        }

        Assert.Equal(1, elsewhere);
        _register.Answer = context => context.Response.WriteAsync("{\"valid\":true,\"name\":\"" + new string('x', 1 << 20) + "\"}");
        Assert.Equal(VatResult.Unavailable, await CheckAsync(Subject));

        // The fifth failure in a row: nothing is asked for 30 s.
        var asked = _register.Questions.Count;
        _register.Answer = context => FakeRegister.Send(context, FakeRegister.Valid());
        Assert.Equal(VatResult.Unavailable, await CheckAsync(Subject));
        Assert.Equal(asked, _register.Questions.Count);
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
        Assert.Equal(VatStatus.Valid, (await CheckAsync(Subject)).Status);

        _register.Answer = context => Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
        Assert.Equal(VatResult.Unavailable, await CheckAsync(Subject));
    }

    private Task<VatResult> CheckAsync(VatSubject subject) => _api.Services.GetRequiredService<VatChecker>().CheckAsync(subject, CancellationToken.None);
}
