// Signs a person in with a code on another device, says who it is, and shows a vehicle. A second run needs no sign-in.
//   dotnet run               signs in if nobody is, and calls the API
//   dotnet run -- --sign-out ends the sign-in
// Settings: AOS_BASE_ADDRESS; where set AOS_CLIENT_ID (else aos-cli) and AOS_TOKEN_FILE (else below the user's settings).
using Aos.Sdk;

try
{
    var signIn = new AosSignIn(
        Environment.GetEnvironmentVariable("AOS_BASE_ADDRESS") ?? "http://localhost:5080",
        Environment.GetEnvironmentVariable("AOS_CLIENT_ID") ?? "aos-cli");
    var file = Environment.GetEnvironmentVariable("AOS_TOKEN_FILE") ?? FileTokenStore.DefaultPath("aos-device-login");
    var tokens = new SignedInTokenProvider(signIn, new FileTokenStore(file));

    if (args is ["--sign-out"])
    {
        await tokens.SignOutAsync();
        Console.WriteLine("Signed out.");
        return 0;
    }
    try
    {
        await ShowAsync(tokens);
    }
    catch (AosSignInRequiredException)
    {
        var device = await signIn.StartDeviceSignInAsync(["openid", "profile", "offline_access", "vehicle.read"]);
        Console.WriteLine($"Open {device.VerificationUri} on any device, and enter the code {device.UserCode}.");
        Console.WriteLine($"Or open {device.VerificationUriComplete}");
        await tokens.SaveAsync(await device.WaitAsync());
        await ShowAsync(tokens);
    }
    return 0;
}
catch (AosException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

static async Task ShowAsync(SignedInTokenProvider tokens)
{
    var somebody = await tokens.GetUserInfoAsync();
    Console.WriteLine($"Signed in as {somebody.Name ?? somebody.Subject}.");
    var page = await AosClient.ForUser(tokens).VehicleIdentification.Vehicles.ListAsync(limit: 1);
    Console.WriteLine(page.Items is [var vehicle, ..] ? $"A vehicle: {vehicle.Vin} ({vehicle.BrandName} {vehicle.ModelDesignation})" : "There are no vehicles.");
}
