// What a partner does without our SDK: a client generated from the document by NSwag, and a token by a plain form.
// Settings: AOS_BASE_ADDRESS, AOS_CLIENT_ID, AOS_CLIENT_SECRET.
using System.Net.Http.Headers;
using System.Text.Json;
using NSwagClient;

using var http = new HttpClient { BaseAddress = new Uri(Setting("AOS_BASE_ADDRESS")) };
using var answer = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["client_id"] = Setting("AOS_CLIENT_ID"),
    ["client_secret"] = Setting("AOS_CLIENT_SECRET"),
}));
answer.EnsureSuccessStatusCode();
using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("access_token").GetString());

var vehicles = new VehiclesClient(http);
var vehicle = await vehicles.GetVehicleAsync("WBAUV71070A193748", accept_Language: "de");
Console.WriteLine($"{vehicle.BrandName} {vehicle.ModelDesignation} ({vehicle.Series}), {vehicle.Options!.Count} options, {vehicle.ProducedOn:yyyy-MM-dd}");
var page = await vehicles.ListVehiclesAsync(brand: ["mini"], bodyType: [BodyType.Hatchback], limit: 3);
Console.WriteLine($"{page.Items.Count} vehicles, {(page.NextCursor is null ? "no" : "a")} next page");
try
{
    await vehicles.GetVehicleAsync("WBAUV71070A999999");
}
catch (ApiException<Problem> refused)
{
    Console.WriteLine($"{refused.StatusCode} {refused.Result.Code}");
}

static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");
