using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Errors;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.OpenApi;
using Xunit.Abstractions;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>
/// Requests made from the documents and hurt at random: no answer is a fault of ours, and every answer is one that its
/// document tells of. <c>AOS_FUZZ_REQUESTS</c> sets their number, <c>AOS_FUZZ_SEED</c> repeats a run.
/// </summary>
public sealed class FuzzTests(ApiHost api, ITestOutputHelper output) : IClassFixture<ApiHost>
{
    private static readonly HashSet<string> OAuthErrors = ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "invalid_target", "unsupported_token_type", "invalid_token", "insufficient_scope", "invalid_dpop_proof"];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [Fact]
    [Trait("Case", "FUZ-7")]
    [Trait("Case", "FUZ-8")]
    [Trait("Case", "FUZ-10")]
    [Trait("Case", "FUZ-12")]
    [Trait("Case", "INJ-1")]
    public async Task Generated_requests_are_answered_as_the_documents_say()
    {
        var (seed, requests) = (Setting("AOS_FUZZ_SEED", 20261121), Setting("AOS_FUZZ_REQUESTS", 3_000));
        output.WriteLine($"AOS_FUZZ_SEED={seed} AOS_FUZZ_REQUESTS={requests}");
        var nasty = new NastyValues(new Random(seed));
        var subjects = new FuzzSubjects(nasty, api);
        var operations = Directory.EnumerateFiles(DocumentFiles.Committed, "*.json").Order(StringComparer.Ordinal).SelectMany(path => OpenApiFile.Read(path).Operations).ToList();
        Assert.True(operations.Count >= 13);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = api.Address };
        using var administrator = await api.AsAsync(Somebody.Operator);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await subjects.Forms.PrepareAsync(administrator);
        var ada = await api.PersonTokenAsync(SomePerson.Ada, "administration");
        var representative = "";
        var tokens = new Dictionary<string, string> { ["administration"] = await api.TokenAsync(Somebody.Operator), ["vehicle-identification"] = await api.TokenAsync(Somebody.Workshop) };

        var seen = new Dictionary<string, int>();
        var faults = new Dictionary<string, string>();
        for (var i = 0; i < requests; i++)
        {
            if (i % 20 == 0)
            {
                await subjects.RenewAsync(administrator, workshop);
                tokens["portal"] = tokens["oauth"] = subjects.Person.Token;
                representative = await api.PersonTokenAsync(SomePerson.Rita, "portal.read", "portal.write");
            }

            var operation = operations[i % operations.Count];
            var product = operation.File.Name.Split('.')[0];
            var token = nasty.OnceIn(25) ? null : nasty.OnceIn(25) ? nasty.Of(tokens.Values.ToList()) : tokens.GetValueOrDefault(product);
            // Programs say in the form who they are, and nowhere else.
            if (product == "oauth" && !operation.Id.EndsWith("UserInfo", StringComparison.Ordinal))
                token = null;
            if (token is not null && !nasty.OnceIn(25))
                token = IsForStaff(operation) ? ada : IsForRepresentative(operation) ? representative : token;
            var fuzz = new FuzzRequest(operation, subjects, nasty, token);
            if (!fuzz.IsSendable)
                continue;
            using var answer = await SendAsync(client, fuzz);
            var text = await answer.Content.ReadAsStringAsync();
            var key = $"{operation.Id} {(int)answer.StatusCode}";
            if (FaultOf(operation, answer, text) is { } fault)
                faults.TryAdd($"{key}: {fault}", $"request {i}\n{fuzz}\n→ {text[..Math.Min(text.Length, 800)]}");
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        foreach (var (key, count) in seen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{key}: {count}");
        Assert.True(faults.Count == 0, $"AOS_FUZZ_SEED={seed} AOS_FUZZ_REQUESTS={requests}\n{string.Join("\n\n", faults.Take(10).Select(pair => pair.Key + "\n" + pair.Value))}");
        AssertReach(operations, seen, requests);
    }

    /// <summary>The data have one release, which is neither rolled back nor abandoned; what a mail or an authenticator says is not known here.</summary>
    private static readonly string[] NeedMore =
    [
        // A merge patch has a media type of its own.
        "UpdateOrganisation",
        "RollBackCatalogue", "AbandonCatalogueImport", "ConfirmEmail", "ResetPassword", "ConfirmSecondFactor",
        // A picture, links of mails, and a registration that somebody has sent; their own tests go through all of it.
        "UploadRegistrationAttachment", "SendRegistration", "ConfirmRegistration", "DeliverRegistrationDocuments", "GetRegistration", "GetRegistrationAttachment",
        "ApproveRegistration", "RefuseRegistration", "RequestRegistrationDocuments", "ResumeRegistration", "GetUserGroup", "ReplaceUserGroup",
    ];

    /// <summary>What a program of the operator may not do, or what needs more rights than those of the sample's.</summary>
    private static bool IsForStaff(Operation operation) =>
        operation.File.Name.StartsWith("administration", StringComparison.Ordinal)
        && !new[] { "clients", "data-sets", "jobs" }.Any(noun => operation.Path.StartsWith("/administration/v1/" + noun, StringComparison.Ordinal));

    private static bool IsForRepresentative(Operation operation) =>
        operation.File.Name.StartsWith("portal", StringComparison.Ordinal)
        && !new[] { "me", "audit-events" }.Any(noun => operation.Path.StartsWith("/portal/v1/" + noun, StringComparison.Ordinal));

    /// <summary>Of what belongs to people and organisations the ids are seldom known here: such an operation must have got past the doors, to the object or the rules.</summary>
    private static bool IsReached(Operation operation, string status) =>
        status[0] == '2' || (operation.File.Name[0] is 'p' or 'a' && (operation.Path.Contains('{', StringComparison.Ordinal) || operation.Method != "get")
            && status is "404" or "409" or "410" or "412" or "422" or "428");

    /// <summary>A generator that only ever meets the first check proves nothing.</summary>
    private static void AssertReach(List<Operation> operations, Dictionary<string, int> seen, int requests)
    {
        if (requests < 3_000)
            return;
        foreach (var operation in operations.Where(operation => !NeedMore.Contains(operation.Id)))
            Assert.True(seen.Keys.Any(key => key.StartsWith(operation.Id + " ", StringComparison.Ordinal) && IsReached(operation, key[(operation.Id.Length + 1)..])), $"{operation.Id} was never reached.");
        foreach (var status in new[] { 304, 400, 401, 403, 404, 406, 412, 415, 422, 428 })
            Assert.True(seen.Keys.Any(key => key.EndsWith($" {status}", StringComparison.Ordinal)), $"No answer was {status}.");
    }

    /// <summary>The server may close a connection whose last request it refused before its body had come; the next request then needs another one.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, FuzzRequest fuzz)
    {
        for (var left = 2; ; left--)
        {
            using var request = fuzz.Build();
            try
            {
                return await client.SendAsync(request);
            }
            catch (HttpRequestException e) when (left > 0 && e.HttpRequestError == HttpRequestError.ResponseEnded)
            {
                // Once more.
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException($"No answer to {fuzz}", e);
            }
        }
    }

    private static string? FaultOf(Operation operation, HttpResponseMessage answer, string text)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        // One end of a VIN asks the sandbox for a 503.
        if ((int)answer.StatusCode >= 500 && !(status == "503" && answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("SBX503", StringComparison.OrdinalIgnoreCase)))
            return "a fault of the service";
        // The document of the authorization server is exempt from entity tags.
        if (answer.StatusCode == HttpStatusCode.NotModified && operation.Id == "GetServerMetadata")
            return null;
        if (operation.Responses.SingleOrDefault(response => response.Key == status).Value is not { } told)
            return "a status that the document does not tell of";
        if (answer.Header("X-Request-Id") is null || answer.Header("X-Content-Type-Options") != "nosniff")
            return "headers are missing";
        if (answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent)
            return text.Length == 0 ? null : "a body where none may be";
        if (operation.File.Name.StartsWith("oauth", StringComparison.Ordinal) && answer.Content.Headers.ContentType?.MediaType == "application/json" && !answer.IsSuccessStatusCode)
            return OAuthErrors.Contains((string?)JsonNode.Parse(text)!["error"] ?? "") ? null : "no error of RFC 6749";
        return answer.IsSuccessStatusCode ? FaultOfBody(operation, told, answer, text) : FaultOfProblem(operation, answer, text);
    }

    private static string? FaultOfProblem(Operation operation, HttpResponseMessage answer, string text)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return "no problem";
        var problem = JsonNode.Parse(text)!;
        var code = (string?)problem["code"] ?? "";
        if (!ErrorCatalogue.ByCode.TryGetValue(code, out var error) || error.Status != (int)answer.StatusCode)
            return "a problem that is not in the catalogue";
        if (answer.Header("AOS-Error-Code") != code || (string?)problem["requestId"] != answer.Header("X-Request-Id") || (int?)problem["status"] != error.Status)
            return "a problem that contradicts its headers";
        return operation.File.Schemas["Problem"] is { } schema ? FirstOf(new SchemaCheck(operation.File).Faults(problem, schema)) : null;
    }

    private static string? FaultOfBody(Operation operation, JsonObject told, HttpResponseMessage answer, string text)
    {
        if (answer.Content.Headers.ContentEncoding.Count > 0)
            return null;
        if (told["content"] is null)
            return text.Length == 0 ? null : "a body where none may be";
        if (told["content"]!["application/json"] is not { } json)
            return told["content"]!.AsObject().ContainsKey(answer.Content.Headers.ContentType?.MediaType ?? "") ? null : "a media type that the document does not tell of";
        try
        {
            return FirstOf(new SchemaCheck(operation.File).Faults(JsonNode.Parse(text), json["schema"]!));
        }
        catch (JsonException)
        {
            return "a body that is no JSON";
        }
    }

    private static string? FirstOf(IReadOnlyList<string> faults) => faults.Count == 0 ? null : "not as its schema: " + string.Join("; ", faults.Take(3));
}
