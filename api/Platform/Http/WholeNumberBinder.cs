using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Aos.Api.Platform.Http;

/// <summary>Whole numbers of a query are decimal digits with or without a sign; the framework would take hexadecimal ones and blanks too.</summary>
internal sealed class WholeNumberBinder : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(int) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var sent = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (sent.FirstValue is not { Length: > 0 } text)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, sent);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            bindingContext.Result = ModelBindingResult.Success(number);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "not a whole number");
        return Task.CompletedTask;
    }
}
