Console.WriteLine("AOS");

/// <summary>Entry point of the API process.</summary>
public partial class Program;
