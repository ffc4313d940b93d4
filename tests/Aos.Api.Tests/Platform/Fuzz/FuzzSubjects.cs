using System.Globalization;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Types;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>What exists and can be named in a request, so that many requests reach far into the operations.</summary>
internal sealed class FuzzSubjects(NastyValues nasty, ApiHost api)
{
    private const string Clients = "/administration/v1/clients";

    /// <summary>Headers that some part of the pipeline reads.</summary>
    public static readonly string[] Headers =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Match", "X-Request-Id", "Idempotency-Key", "Authorization", "Content-Encoding", "Range", "Origin", "Cookie",
        "traceparent", "tracestate", "baggage", "X-Forwarded-For", "X-Forwarded-Proto", "X-HTTP-Method-Override", "Forwarded", "If-Modified-Since", "Prefer",
    ];

    private string _clientId = "";
    private string _eventId = "";
    private string _secretId = "";
    private string _cursor = "";
    private int _renewals;
    private FuzzJob _done = FuzzJob.None;
    private FuzzJob _cancelled = FuzzJob.None;

    /// <summary>Who is signed in.</summary>
    public FuzzPerson Person { get; private set; } = FuzzPerson.None;

    /// <summary>Whose account is administered.</summary>
    private FuzzPerson Administered { get; set; } = FuzzPerson.None;

    /// <summary>Forms of the authorization server.</summary>
    public FuzzForms Forms { get; } = new();

    /// <summary>Makes a client with a secret, unless the requests before have left one and it is young, and takes a cursor.</summary>
    public async Task RenewAsync(HttpClient administrator, HttpClient workshop)
    {
        (Person, Administered) = (await FuzzPerson.CreateAsync(api, nasty.OnceIn(2)), await FuzzPerson.CreateAsync(api, withSecondFactor: true));
        _done = await _done.IsThereAsync(workshop) ? _done : await FuzzJob.DoneAsync(workshop);
        _cancelled = await _cancelled.IsThereAsync(workshop) ? _cancelled : await FuzzJob.CancelledAsync(workshop);
        using var known = await administrator.GetAsync($"{Clients}/{_clientId}/secrets/{_secretId}");
        if (_clientId.Length > 0 && known.IsSuccessStatusCode && ++_renewals % 5 != 0)
            return;
        using var client = await administrator.PostJsonAsync(Clients, $$"""
            {"tenantId":"{{Somebody.SlowWorkshop.TenantId}}","name":"Fuzz","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":["apiVehicleIdentification"]}
            """);
        if ((int)client.StatusCode == 409)
        {
            foreach (var one in (await administrator.ReadAsync($"{Clients}?tenantId={Somebody.SlowWorkshop.TenantId}&limit=200"))["items"]!.AsArray().Where(one => (string?)one!["id"] != Somebody.SlowWorkshop.ClientId))
                using (await administrator.SendJsonAsync(HttpMethod.Delete, $"{Clients}/{one!["id"]}", null, ifMatch: (string)one["etag"]!))
                    _clientId = "";
            await RenewAsync(administrator, workshop);
            return;
        }

        // With the secret that it was made with and room for another one.
        var made = await client.JsonAsync();
        _clientId = (string)made["id"]!;
        _secretId = (string)made["secrets"]![0]!["id"]!;
        _cursor = await workshop.CursorAsync("limit=7");
        _eventId = (string)(await administrator.ReadAsync($"/administration/v1/audit-events?tenantId={Somebody.SlowWorkshop.TenantId}"))["items"]![0]!["id"]!;
    }

    public string PathValue(string name, string product) => name switch
    {
        "vin" or "text" => nasty.Of(SampleVehicle.All).Vin,
        "shortVin" => nasty.Of(SampleVehicle.All).Vin[10..],
        "typeKey" => (string)nasty.Of(SampleTypes.All)["typeKey"]!,
        "view" => nasty.Of(["side", "front", "rear"]),
        "dataSet" => "sandbox",
        "number" => "1",
        "accountId" => Administered.Person.Id.ToString(),
        "sessionId" => Person.SessionId,
        "eventId" => _eventId,
        "clientId" => product == "portal" ? FuzzPerson.ClientId : _clientId,
        "jobId" => nasty.Of([_done.Id, _cancelled.Id]),
        "secretId" => _secretId,
        _ => "x",
    };

    public string HeaderValue(string name) => name switch
    {
        "Idempotency-Key" => nasty.Below(int.MaxValue).ToString(CultureInfo.InvariantCulture),
        "If-Match" => nasty.Of(["\"v1\"", "\"v1\"", "\"v2\"", "\"v3\"", _done.Etag, _cancelled.Etag, Person.Etag]),
        "If-None-Match" => nasty.Of(["*", "\"v1\"", "\"2.1.0.en.1.0.0\""]),
        "Accept-Language" => nasty.Of(["de", "en", "de-AT, fr;q=0.1"]),
        _ => "fuzz-1",
    };

    public string? QueryValue(string name) => name switch
    {
        "cursor" => _cursor,
        "shortVin" => nasty.Of(SampleVehicle.All).Vin[10..],
        "tenantId" => Somebody.SlowWorkshop.TenantId.ToString(),
        "since" => nasty.Of(["2026-10", "1"]),
        "changedSince" => "2026-10",
        _ => null,
    };

    public JsonNode? BodyValue(string name) => name switch
    {
        "tenantId" => Somebody.SlowWorkshop.TenantId.ToString(),
        "olderThan" or "withdraw" => 1,
        "currentPassword" or "oldPassword" => SomePerson.Password,
        "newEmail" => $"{Guid.NewGuid()}@example.org",
        _ => null,
    };
}
