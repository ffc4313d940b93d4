// Prints a vehicle, its options and the calls left. Settings: AOS_BASE_ADDRESS, AOS_CLIENT_ID, AOS_CLIENT_SECRET.
using Aos.Sdk;

var client = AosClient.FromEnvironment();
var answer = await client.VehicleIdentification.Vehicles.GetWithResponseAsync(args.FirstOrDefault() ?? "WBAUV71070A193748");
var vehicle = answer.Value;
Console.WriteLine($"{vehicle.BrandName} {vehicle.ModelDesignation} ({vehicle.Series}), produced on {vehicle.ProducedOn:yyyy-MM-dd}");
foreach (var option in vehicle.Options ?? [])
    Console.WriteLine($"  {option.LongCode}  {option.ShortText}");
foreach (var limit in answer.RateLimits)
    Console.WriteLine($"{limit.Remaining} of {limit.Limit} calls left this {limit.Name}");
