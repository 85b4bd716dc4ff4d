package dev.jari;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class JariApplication {
    public static void main(String[] args) {
        SpringApplication.run(JariApplication.class, args);
    }
}
