using Aos.Api.OAuth;
using Aos.Api.Platform;
using Aos.Api.VehicleIdentification;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();
builder.Services.AddOAuth();
builder.Services.AddVehicleIdentification();

var app = builder.Build();
app.UsePlatform();
await app.RunAsync();

/// <summary>Entry point of the API process.</summary>
public partial class Program;
