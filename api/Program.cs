using Aos.Api;

await ApiApplication.Create(args).RunAsync();

/// <summary>Entry point of the API process.</summary>
public partial class Program;
