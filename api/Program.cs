using Aos.Api;

return await ApiCommands.Create().RunAsync(args);

/// <summary>Entry point of the one executable.</summary>
public partial class Program;
