namespace Aos.Api.Platform.Sample;

/// <summary>Texts of an operator that an area loads for <c>serve --sample</c>; it must be quick when they are there.</summary>
/// <param name="LoadAsync">Loads them from the folder of the sample data, as far as they are missing.</param>
internal sealed record SampleTexts(Func<IServiceProvider, string, CancellationToken, Task> LoadAsync);
