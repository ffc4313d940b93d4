using Aos.Sdk.Generator;
using Aos.Sdk.Generator.Writing;

// Reads every document of a folder and writes the generated part of the SDK.
//   dotnet run --project sdk/Generator -- openapi sdk/Aos.Sdk/Generated [--check]
// With --check nothing is written; the exit code is 1 when a file differs from what would be written.
var check = args.Contains("--check");
var folders = args.Where(argument => argument != "--check").ToArray();
if (folders.Length != 2)
{
    Console.Error.WriteLine("Usage: Aos.Sdk.Generator <folder with documents> <output folder> [--check]");
    return 2;
}
try
{
    var output = new OutputFolder(folders[1]);
    var files = Generation.Run(folders[0]);
    if (!check)
    {
        Console.WriteLine($"{files.Count} files, {output.Write(files)} changed.");
        return 0;
    }
    var differences = output.Differences(files);
    if (differences.Count == 0)
        return 0;
    Console.Error.WriteLine($"The generated SDK differs from its documents in {string.Join(", ", differences)}; run ./aos sdk.");
    return 1;
}
catch (GenerationFault fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
