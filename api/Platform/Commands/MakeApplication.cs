namespace Aos.Api.Platform.Commands;

/// <summary>Makes the application; its arguments are those of <c>ApiApplication.Create</c>.</summary>
internal delegate WebApplication MakeApplication(string[] settings, Action<WebApplicationBuilder>? configure, Action<IServiceCollection>? services);
