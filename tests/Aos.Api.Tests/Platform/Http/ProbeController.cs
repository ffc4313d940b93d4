using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Operations that exist only in tests: a body with every kind of rule, and faults.</summary>
[ApiProduct(Product, 1)]
[Access(Scopes.VehicleRead, Machine = "apiVehicleIdentification")]
internal sealed class ProbeController : AosController
{
    public const string Product = "probe";
    public const string Path = "/probe/v1";

    /// <summary>Adds these operations to a host.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddApiProduct(new(Product, 1) { Contract = "1.0.0", Title = "Probe", Description = "Only in tests." });
        TestControllers.Add(services, typeof(ProbeController));
    }

    /// <summary>Gives the body back as it was understood.</summary>
    [HttpPost("echoes", Name = "CreateEcho")]
    public ActionResult<Echo> CreateEcho([FromBody] Echo body) => body;

    /// <summary>A value of a given length that says nothing.</summary>
    [HttpGet("texts", Name = "GetText")]
    public ActionResult<Echo> GetText(int? length) => new Echo { Name = new string('a', length ?? 0) };

    /// <summary>Fails as the caller wants it.</summary>
    [HttpGet("faults/{kind}", Name = "GetFault")]
    public ActionResult<Echo> GetFault(string kind) => throw (kind switch
    {
        "operation" => new InvalidOperationException("secret text of Aos.Api.Secrets in /srv/aos/file.cs"),
        "null" => new NullReferenceException("secret text"),
        "cancelled" => new OperationCanceledException("secret text"),
        "nested" => new AggregateException("secret text", new InvalidOperationException("secret text")),
        _ => new ArgumentOutOfRangeException(nameof(kind), "secret text"),
    });

    /// <summary>Never ends by itself.</summary>
    [HttpGet("waits", Name = "GetWait"), RequestTimeout(50)]
    public async Task<ActionResult<Echo>> GetWait(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new Echo();
    }

    /// <summary>Fails in the database.</summary>
    [HttpGet("statements", Name = "GetStatement")]
    public async Task<ActionResult<Echo>> GetStatement([FromServices] Npgsql.NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return new Echo { Name = (await command.ExecuteScalarAsync())?.ToString() };
    }
}

/// <summary>A body with every kind of rule.</summary>
public sealed record Echo
{
    /// <summary>Mandatory.</summary>
    [Required, StringLength(50_000)]
    public string? Name { get; init; }

    /// <summary>With a minimum and a maximum length.</summary>
    [StringLength(10, MinimumLength = 3)]
    public string? Short { get; init; }

    /// <summary>A text of several lines.</summary>
    [DataType(DataType.MultilineText)]
    public string? Lines { get; init; }

    /// <summary>A text that is taken as it is.</summary>
    [JsonConverter(typeof(ExactTextConverter))]
    public string? Exact { get; init; }

    /// <summary>Bait for engines that go back.</summary>
    [RegularExpression("^(a+)+b$")]
    public string? Pattern { get; init; }

    /// <summary>A number.</summary>
    [Range(1, 366)]
    public int? Days { get; init; }

    /// <summary>A date as text.</summary>
    [DataType(DataType.Date)]
    public string? On { get; init; }

    /// <summary>An instant as text.</summary>
    [DataType(DataType.DateTime)]
    public string? At { get; init; }

    /// <summary>A list without a rule of its own.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Names as the caller likes.</summary>
    public Dictionary<string, string>? Map { get; init; }

    /// <summary>Anything.</summary>
    public JsonElement? Any { get; init; }
}

/// <summary>Controllers of the tests, added one by one: a host holds only those that it asked for.</summary>
internal sealed class TestControllers(params Type[] types) : ApplicationPart, IApplicationPartTypeProvider
{
    public override string Name => string.Join(' ', types.Select(type => type.Name));

    public IEnumerable<TypeInfo> Types => types.Select(type => type.GetTypeInfo());

    /// <summary>Adds controllers, and JSON of their types.</summary>
    public static void Add(IServiceCollection services, params Type[] types)
    {
        services.AddMvcCore().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Add(new TestControllers(types)));
        services.AddSingleton<IJsonTypeInfoResolver>(new DefaultJsonTypeInfoResolver());
    }
}
