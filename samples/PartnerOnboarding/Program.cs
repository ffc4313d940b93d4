// Takes an organisation from nothing to its first call: registration, confirmation, approval, sign-in, products, client, call.
// A second run does what is left; what is done is not done again. Settings and options: see README.md.
using Aos.Sdk;
using PartnerOnboarding;

try
{
    if (Settings.Read(args) is not { } settings)
    {
        Console.Error.WriteLine(Settings.Usage);
        return 2;
    }
    await new Onboarding(settings, Console.Out).RunAsync();
    return 0;
}
catch (WaitingException waiting)
{
    Console.WriteLine(waiting.Message);
    return 3;
}
catch (AosConfigurationException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
catch (AosException failure)
{
    Console.Error.WriteLine(failure.Message);
    foreach (var error in (failure as AosApiException)?.Problem?.Errors ?? [])
        Console.Error.WriteLine($"  {error.Pointer ?? error.Parameter ?? error.Header}: {error.Detail}");
    return 1;
}
