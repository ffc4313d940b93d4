using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Organisations.VatChecks;

/// <summary>A local server that answers as the European VAT register does, or as a test wants.</summary>
internal sealed class FakeRegister : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeRegister(WebApplication app) => _app = app;

    /// <summary>Base address for the setting <c>Vies:BaseUrl</c>.</summary>
    public string Address => _app.Urls.First() + "/rest-api";

    /// <summary>What it was asked, oldest first.</summary>
    public ConcurrentQueue<JsonObject> Questions { get; } = new();

    /// <summary>How it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => Send(context, Valid());

    public static async Task<FakeRegister> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var register = new FakeRegister(app);
        app.MapPost("/rest-api/check-vat-number", async context =>
        {
            register.Questions.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!.AsObject());
            await register.Answer(context);
        });
        await app.StartAsync();
        return register;
    }

    /// <summary>The entry of a register that compares by itself.</summary>
    public static JsonObject Valid(string name = "VALID", string street = "VALID", string postCode = "VALID", string town = "VALID") => new()
    {
        ["countryCode"] = "DE",
        ["vatNumber"] = "123456789",
        ["requestDate"] = "2026-10-05T08:15:30.000Z",
        ["valid"] = true,
        ["requestIdentifier"] = "",
        ["name"] = "---",
        ["address"] = "---",
        ["traderName"] = "---",
        ["traderNameMatch"] = name,
        ["traderStreetMatch"] = street,
        ["traderPostalCodeMatch"] = postCode,
        ["traderCityMatch"] = town,
        ["traderCompanyTypeMatch"] = "NOT_PROCESSED",
    };

    /// <summary>The answer of a member state that cannot be asked.</summary>
    public static JsonObject Error(string error) => new() { ["actionSucceed"] = false, ["errorWrappers"] = new JsonArray(new JsonObject { ["error"] = error }) };

    /// <summary>Sends JSON.</summary>
    public static Task Send(HttpContext context, JsonNode answer, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
