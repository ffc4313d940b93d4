using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>Forms of the authorization server: their examples show every way to authenticate and every grant, of which one request has one.</summary>
internal sealed class FuzzForms
{
    private const string RedirectUri = "https://app.example.com/callback";

    private static readonly string[] LeftOut =
        ["client_assertion", "client_assertion_type", "resource", "code", "code_verifier", "refresh_token", "device_code", "id_token_hint", "dpop_jkt", "redirect_uri"];

    private string _webId = "";
    private string _webSecret = "";

    /// <summary>Makes the client that people sign in through and that introspects.</summary>
    public async Task PrepareAsync(HttpClient administrator)
    {
        using var answer = await administrator.PostJsonAsync("/administration/v1/clients", $$"""
            {"tenantId":"{{SomePerson.Claire.TenantId}}","name":"Fuzz web","kind":"web","grants":["authorizationCode"],"scopes":["openid","vehicle.read"],"rights":[],
             "redirectUris":["{{RedirectUri}}"],"introspects":["api"]}
            """);
        var client = await answer.JsonAsync();
        (_webId, _webSecret) = ((string)client["id"]!, (string)client["secret"]!);
    }

    /// <summary>The form with the credentials of a client that may send it.</summary>
    public void Fit(string operationId, JsonObject form)
    {
        foreach (var name in LeftOut)
            form.Remove(name);
        // Whatever stands in such a report is revoked.
        if (operationId == "ReportLeakedSecrets")
            return;
        (form["client_id"], form["client_secret"]) = operationId switch
        {
            "CreateToken" => (Somebody.Workshop.ClientId, Somebody.Workshop.Secret),
            "CreateDeviceAuthorization" => ("aos-cli", null),
            _ => (_webId, _webSecret),
        };
        if (operationId == "CreateDeviceAuthorization")
            form.Remove("client_secret");
        if (operationId == "PushAuthorizationRequest")
            form["redirect_uri"] = RedirectUri;
    }
}
