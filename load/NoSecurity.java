import dev.jari.JariApplication;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** The application without its security chain, for {@link SignedIn} to compare with. Not in the jar: nobody starts it by mistake. */
final class NoSecurity {
    private static final String CHAIN = "springSecurityFilterChain";

    private NoSecurity() {}

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(JariApplication.class);
        application.addInitializers(context ->
                context.addBeanFactoryPostProcessor(beans -> withoutChain((DefaultListableBeanFactory) beans)));
        application.run(arguments);
    }

    private static void withoutChain(DefaultListableBeanFactory beans) {
        beans.removeBeanDefinition("securityFilterChainRegistration");
        beans.registerBeanDefinition(
                "noSecurityFilterChain",
                BeanDefinitionBuilder.genericBeanDefinition(FilterRegistrationBean.class, () -> {
                            var disabled = new FilterRegistrationBean<>(beans.getBean(CHAIN, Filter.class));
                            disabled.setEnabled(false);
                            return disabled;
                        })
                        .getBeanDefinition());
    }
}
